import { hash, verify } from '@node-rs/argon2'

/** argon2id; the work is done on the library's own threads. One at a time, so that sign-ins cannot starve pages. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
const longest = 128
let waiting: Promise<unknown> = Promise.resolve()

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost)
}

/** Compares in turn; with no stored hash it works as long on a decoy, so that time tells nothing about who exists. */
export function verifyPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  const attempt = waiting.then(async () => {
    const right = await verify(stored ?? decoy, password.slice(0, longest).normalize('NFC')).catch(() => false)
    return right && Boolean(stored)
  })
  waiting = attempt.catch(() => {})
  return attempt
}

const decoy = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Jz0u7iQ0m0Yp0mT0tqN1i2mOZB6m9cJpQ1lR3sVw5bA'

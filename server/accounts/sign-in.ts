import { createHash, randomBytes } from 'node:crypto'
import { findPerson, findPersonByEmail } from '#db/queries/people.ts'
import {
  countAttempts,
  deleteAttempt,
  deleteAttempts,
  findSignInLink,
  insertAttempt,
  insertSignInLink,
  markSignInLinkUsed,
} from '#db/queries/sessions.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { verifyPassword } from './password.ts'
import { beginSession } from './sessions.ts'

type Needs = Pick<AppContext, 'db' | 'config' | 'newId' | 'clock' | 'mailer' | 'metrics'>
const minutes = (n: number) => n * 60_000
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString()

/** Counts tries in real time; stops nobody for good. @returns the try's id. @throws too-many */
async function countTry(context: Needs, bucket: string, most: number, within: number): Promise<string> {
  const tries = await countAttempts(context.db, bucket, ago(within))
  if (tries >= most) {
    throw new Refusal(
      'too-many',
      'That was tried often in the last minutes. Wait a quarter of an hour, or ask for a sign-in link.',
      {
        retryAfter: Math.ceil(within / 1000),
      },
    )
  }
  const id = context.newId()
  await insertAttempt(context.db, id, bucket, new Date().toISOString())
  return id
}

function normalEmail(email: string): string {
  return email.trim().toLowerCase().normalize('NFC').slice(0, 254)
}

/**
 * E-mail and password. The answer is the same, and as slow, whoever the address belongs to.
 * @returns the Set-Cookie value. @throws not-signed-in, too-many
 */
export async function signInWithPassword(
  context: Needs,
  input: { email: string; password: string; address: string; userAgent: string | null },
): Promise<string> {
  const email = normalEmail(input.email)
  const account = `sign-in ${createHash('sha256').update(email).digest('hex')}`
  const tried = await countTry(context, `sign-in from ${input.address}`, 50, minutes(15))
  await countTry(context, account, 5, minutes(15))
  const person = await findPersonByEmail(context.db, email)
  const right = await verifyPassword(person?.passwordHash, input.password)
  if (!person || !right || person.suspendedAt) {
    context.metrics.loginFailed.add()
    throw new Refusal(
      'not-signed-in',
      'This e-mail and password do not go together. Try again, or ask for a sign-in link below.',
    )
  }
  await deleteAttempts(context.db, account)
  await deleteAttempt(context.db, tried)
  return beginSession(context, person.id, input.userAgent)
}

/** Mails a link that signs in once within ten minutes. Says the same whether the address is known or not. */
export async function sendSignInLink(
  context: Needs,
  input: { email: string; next: string | null; address: string },
): Promise<void> {
  const email = normalEmail(input.email)
  await countTry(context, `link from ${input.address}`, 30, minutes(60))
  await countTry(context, `link ${createHash('sha256').update(email).digest('hex')}`, 3, minutes(60))
  const person = await findPersonByEmail(context.db, email)
  if (!person || person.suspendedAt) return
  const token = randomBytes(24).toString('base64url')
  await insertSignInLink(context.db, {
    id: linkIdOf(token),
    personId: person.id,
    next: input.next,
    createdAt: new Date().toISOString(),
    expiresAt: new Date(Date.now() + minutes(10)).toISOString(),
    usedAt: null,
  })
  const address = `${context.config.appUrl}/sign-in/link/${token}`
  await context.mailer.send({
    to: person.email,
    toName: person.displayName,
    subject: 'Your way into Fieldfolio',
    text: `Hello ${person.givenName},\n\nopen this page and press the button to come in:\n\n${address}\n\nIt works once, within ten minutes. If you did not ask for it, let it be: nothing happens.\n`,
  })
}

function linkIdOf(token: string): string {
  return createHash('sha256').update(`link ${token}`).digest('hex')
}

const staleLink = () =>
  new Refusal(
    'expired',
    'This link was used already or is older than ten minutes. Ask for a new one on the sign-in page.',
    {
      link: { href: '/sign-in', words: 'Ask for a new link' },
    },
  )

/** Whose link this is; reading it uses nothing up, because mail filters open links too. @throws expired */
export async function readSignInLink(context: Needs, token: string): Promise<{ name: string }> {
  const link = await findSignInLink(context.db, linkIdOf(token))
  if (!link || link.usedAt || link.expiresAt <= new Date().toISOString()) throw staleLink()
  const person = await findPerson(context.db, link.personId)
  if (!person || person.suspendedAt) throw staleLink()
  return { name: person.givenName }
}

/** Uses the link. @returns the Set-Cookie value and where to go. @throws expired */
export async function signInWithLink(
  context: Needs,
  input: { token: string; userAgent: string | null },
): Promise<{ cookie: string; next: string | null }> {
  const id = linkIdOf(input.token)
  const link = await findSignInLink(context.db, id)
  if (!link || !(await markSignInLinkUsed(context.db, id, new Date().toISOString()))) {
    context.metrics.loginFailed.add()
    throw staleLink()
  }
  const person = await findPerson(context.db, link.personId)
  if (!person || person.suspendedAt) throw staleLink()
  return { cookie: await beginSession(context, person.id, input.userAgent), next: link.next }
}

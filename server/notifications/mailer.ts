/** Mail: by SMTP where configured, else kept in a folder that staff read at `/mail`. One recipient a message. */
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Clock } from '../context.ts'

export type Message = { to: string; toName: string; subject: string; text: string; html?: string }
export type KeptMessage = Message & { id: string; at: string }

export interface Mailer {
  send(message: Message): Promise<void>
  /** Kept messages, newest first; empty where mail really leaves. */
  list(): Promise<KeptMessage[]>
  close(): void
}

/** Header text from people carries no line breaks or control characters: those could forge further headers. */
function headerText(text: string): string {
  return [...text].filter((letter) => letter.codePointAt(0)! >= 32 && letter.codePointAt(0) !== 127).join('')
}

export function makeMailer(
  config: { dataDir: string; smtpUrl: string | undefined; appUrl: string },
  clock: Clock,
): Mailer {
  if (config.smtpUrl) {
    const transport = createTransport(config.smtpUrl)
    const from = { name: 'Fieldfolio', address: `fieldfolio@${new URL(config.appUrl).hostname}` }
    return {
      async send(message) {
        await transport.sendMail({
          from,
          to: { name: headerText(message.toName), address: message.to },
          subject: headerText(message.subject),
          text: message.text,
          html: message.html,
        })
      },
      list: async () => [],
      close: () => transport.close(),
    }
  }
  const folder = join(config.dataDir, 'mail')
  return {
    async send(message) {
      await mkdir(folder, { recursive: true })
      const id = `${Date.now().toString(36)}${randomBytes(4).toString('hex')}`
      const kept: KeptMessage = { ...message, subject: headerText(message.subject), id, at: clock.iso() }
      const file = join(folder, `${id}.json`)
      await writeFile(`${file}.part`, JSON.stringify(kept, null, 2))
      await rename(`${file}.part`, file)
    },
    async list() {
      const names = await readdir(folder).catch(() => [])
      const newest = names
        .filter((name) => name.endsWith('.json'))
        .sort()
        .reverse()
        .slice(0, 200)
      return Promise.all(
        newest.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as KeptMessage),
      )
    },
    close: () => {},
  }
}

import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeMailer } from '#server/notifications/mailer.ts'

const received: { to: string[]; source: string }[] = []
const post = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    text(stream).then((source) => {
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address), source })
      done()
    }, done)
  },
})
let smtpUrl = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => post.listen(0, '127.0.0.1', resolve))
  smtpUrl = `smtp://127.0.0.1:${(post.server.address() as AddressInfo).port}`
})
afterAll(() => new Promise<void>((resolve) => post.close(resolve)))

const clock = { now: () => new Date(0), iso: () => '2027-03-03T17:00:00.000Z', today: () => '2027-03-03' }

it('a message leaves by SMTP to its one reader, and no name can forge a further header', async () => {
  const mailer = makeMailer({ dataDir: '/nowhere', smtpUrl, appUrl: 'https://folio.example.org' }, clock)
  await mailer.send({
    to: 'reader@example.org',
    toName: 'Ama\r\nBcc: everybody@example.org',
    subject: 'Your portfolio\r\nBcc: everybody@example.org',
    text: 'It was given.',
  })
  mailer.close()
  expect(received).toHaveLength(1)
  const { to, source } = received[0]!
  expect(to).toEqual(['reader@example.org'])
  expect(source).toContain('From: Fieldfolio <fieldfolio@folio.example.org>')
  expect(source).toContain('It was given.')
  expect(source).not.toMatch(/^Bcc:/im)
})

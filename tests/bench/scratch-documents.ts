/**
 * What the load harness asks of a server with doors: people who are signed in, and a document for every name that the
 * harness makes up. It runs inside the harness and writes into the database of the server under test.
 */
import { pino } from 'pino'
import { beginSession } from '#server/accounts/sessions.ts'
import { readConfig } from '#server/config.ts'
import type { AppContext } from '#server/context.ts'
import { makeContext } from '#server/make-context.ts'
import { makeWorld } from '#tests/support/world.ts'

const people = 10
/** Made ahead in one transaction, so that the harness waits for one commit and not for a hundred. */
const atOnce = 100

let context: AppContext
let portfolioId = ''
let cookies: string[] = []
let spare: string[] = []
let making: Promise<void> | undefined
const documents = new Map<string, Promise<string>>()

/** Once, when the server is up. */
export async function ready(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  spare = []
  context = await makeContext(readConfig(environment), { logger: pino({ level: 'silent' }) })
  const team = await makeWorld(context).team({ size: people })
  portfolioId = team.portfolioId
  cookies = await Promise.all(
    team.memberIds.map(async (id) => (await beginSession(context, id, null)).split(';')[0] ?? ''),
  )
}

export function documentFor(name: string): Promise<string> {
  const known = documents.get(name) ?? nextDocument()
  documents.set(name, known)
  return known
}

export function headersFor(_name: string, client: number): Record<string, string> {
  return { cookie: cookies[client % people] ?? '', origin: context.config.appUrl }
}

async function nextDocument(): Promise<string> {
  while (spare.length === 0) {
    making ??= makeSpare()
    await making
  }
  return spare.pop()!
}

async function makeSpare(): Promise<void> {
  const made: string[] = []
  await context.db.transaction().execute(async (transaction) => {
    for (let index = 0; index < atOnce; index += 1) {
      const documentId = context.newId()
      const paragraph = { type: 'paragraph', attrs: { id: context.newId(), kind: 'p' }, content: [] }
      const content = { page: { type: 'doc', content: [paragraph] }, blocks: {} }
      await context.rooms.seed(transaction, { documentId, content, personId: null })
      const now = context.clock.iso()
      await transaction
        .insertInto('entry')
        .values({
          id: context.newId(),
          portfolioId,
          section: '1',
          title: 'Scratch',
          position: documentId,
          documentId,
          authorId: null,
          happenedOn: null,
          createdById: null,
          createdAt: now,
          touchedAt: now,
          archivedAt: null,
        })
        .execute()
      made.push(documentId)
    }
  })
  spare = made
  making = undefined
}

/** One open entry of a team with three members, and what tests of live documents do with it again and again. */
import * as Y from 'yjs'
import type { Pace } from '#server/collaboration/pace.ts'
import { plainClient, type RawClient, rawClient, textOf, until } from './live-client.ts'
import type { TestApp } from './test-app.ts'

type MakeApp = (environment?: Record<string, string>, pace?: Partial<Pace>) => Promise<TestApp>
type Wishes = { words?: string; environment?: Record<string, string>; pace?: Partial<Pace> }

export async function liveRoom(makeApp: MakeApp, { words = 'Calm', environment, pace }: Wishes = {}) {
  const app = await makeApp(environment, pace)
  const url = await app.listen()
  const team = await app.world.team()
  const { id: entryId, documentId } = await app.world.entry(team.portfolioId, { words })
  const cookies = await Promise.all(team.memberIds.map((id) => app.cookieOf(id)))
  const cookie = (who: number) => cookies[who] ?? ''
  const { db, rooms } = app.context
  return {
    app,
    url,
    team,
    entryId,
    documentId,
    cookies,
    /** A raw socket of the n-th member. */
    enter: (who = 0) => rawClient(url, documentId, cookie(who)),
    /** A plain client of the n-th member, with the page. */
    async join(who = 0) {
      const client = plainClient(url, documentId, cookie(who))
      await client.synced()
      return client
    },
    /** The words of the first block, as the server has them. */
    async words() {
      const { page } = await rooms.contentOf(documentId)
      return (page.content?.[0]?.content ?? []).map(({ text }) => text ?? '').join('')
    },
    /** How many rows the log has. */
    async rows() {
      const all = await db.selectFrom('document_log').select('sequence').where('documentId', '=', documentId).execute()
      return all.length
    },
    /** What the server holds for this document. */
    async inside() {
      const { room, release } = await rooms.open(documentId)
      release()
      return room
    },
  }
}
export type LiveRoom = Awaited<ReturnType<typeof liveRoom>>

/** The page as a raw socket gets it. */
export async function pageOf(raw: RawClient): Promise<Y.Doc> {
  const before = raw.heard.length
  const answers = () => raw.heard.slice(before).filter(({ kind }) => kind === 'step-2')
  raw.sendStep1(new Uint8Array([0]))
  await until(() => answers().length > 0, 'the page')
  const document = new Y.Doc()
  for (const answer of answers()) if (answer.kind === 'step-2') Y.applyUpdate(document, answer.bytes)
  return document
}

/** Types at the end of the first block. */
export const type = (document: Y.Doc, words: string) => textOf(document).insert(textOf(document).length, words)

/** Everybody else still writes and is heard: whatever a test did to the server did no harm. */
export async function stillWorks(room: LiveRoom, who = 2): Promise<void> {
  const one = await room.join(who)
  const two = await room.join(who)
  type(one.document, ' and well')
  await until(() => textOf(two.document).toString().endsWith(' and well'), 'heard')
  await until(async () => (await room.words()).endsWith(' and well'), 'kept')
  one.close()
  two.close()
}

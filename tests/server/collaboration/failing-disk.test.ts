import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { type RawClient, textOf, until, updateOf } from '#tests/support/live-client.ts'
import { type LiveRoom, liveRoom, pageOf, stillWorks, type } from '#tests/support/live-room.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

/** A disk that is full (SQLite), or a database that ends whoever talks to it (PostgreSQL). @returns how it is mended. */
async function breakDisk({ context }: TestApp): Promise<() => Promise<void>> {
  const { sqlite, pool } = context.database
  if (sqlite) {
    const pages = sqlite.pragma('page_count', { simple: true }) as number
    sqlite.pragma(`max_page_count = ${pages}`)
    return async () => {
      sqlite.pragma('max_page_count = 1073741823')
    }
  }
  const end = () =>
    pool?.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
  let broken = true
  const again = (async () => {
    while (broken) {
      await end()?.catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, 2))
    }
  })()
  return async () => {
    broken = false
    await again
  }
}

/** Types until the server gives up. @returns what it had called saved by then. */
async function typeUntilItFails(raw: RawClient, document: Y.Doc): Promise<Set<string>> {
  const asked: string[] = []
  for (let n = 0; n < 400 && !raw.isClosed(); n++) {
    const token = `t${n}x`
    const filling = 'y'.repeat(3_000)
    raw.sendUpdate(updateOf(document, () => type(document, ` ${token} ${filling}`)))
    asked.push(token)
    raw.askSaved(n)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return new Set(raw.heard.flatMap((one) => (one.kind === 'saved' ? (asked[one.nonce] ?? []) : [])))
}

const wordsOnServer = async (room: LiveRoom) => new Set((await room.words()).split(' '))

describeOnBothDatabases('A disk that fails in the middle of writing', (makeApp) => {
  it('keeps what was called saved and nothing that was not; writers are closed with 1013, and it heals by itself', async () => {
    const room = await liveRoom(makeApp)
    const [writer, peer] = [await room.enter(0), await room.enter(1)]
    const document = await pageOf(writer)
    await pageOf(peer)
    writer.sendUpdate(updateOf(document, () => type(document, ' first')))
    writer.askSaved(1_000)
    await writer.saved(1_000)
    const mend = await breakDisk(room.app)
    const saved = await typeUntilItFails(writer, document)
    expect(await writer.closeCode()).toBe(1013)
    await mend()

    await until(async () => (await wordsOnServer(room)).has('first'), 'readable again')
    const there = await wordsOnServer(room)
    expect([...saved].filter((token) => !there.has(token))).toEqual([])
    const heard = new Y.Doc()
    for (const one of peer.heard) if (one.kind === 'update' || one.kind === 'step-2') Y.applyUpdate(heard, one.bytes)
    for (const word of textOf(heard).toString().split(' ')) expect([...there]).toContain(word)

    const back = await room.enter(0)
    back.sendStep2(Y.encodeStateAsUpdate(document))
    back.askSaved(2_000)
    await back.saved(2_000)
    expect(await room.words()).toBe(textOf(document).toString())
    for (const raw of [peer, back]) raw.close()
    await stillWorks(room)
  }, 30_000)
})

import { sql } from 'kysely'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { plainClient, type RawClient, rawClient, textOf, until, updateOf, wordsOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team()
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
  const cookies = [await app.cookieOf(team.memberIds[0]!), await app.cookieOf(team.memberIds[1]!)]
  const enter = (who = 0) => rawClient(url, documentId, cookies[who]!)
  return { app, url, team, documentId, enter, cookies }
}

const replica = (raw: RawClient) => {
  const document = new Y.Doc()
  for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
  return document
}
async function copyFor(raw: RawClient) {
  raw.sendStep1(new Uint8Array([0]))
  await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
  return replica(raw)
}

/** A disk that takes no more rows: a real failure of the real database. */
async function breakLog({ context }: TestApp) {
  if (context.database.engine === 'sqlite') {
    await sql`create trigger broken before insert on document_journal begin select raise(abort, 'disk full'); end`.execute(
      context.db,
    )
    return () => sql`drop trigger broken`.execute(context.db)
  }
  await sql`alter table document_update add constraint broken check (sequence < 0) not valid`.execute(context.db)
  return () => sql`alter table document_update drop constraint broken`.execute(context.db)
}

describeOnBothDatabases('Saved', (makeApp) => {
  it('is said after the commit of everything before it on that socket, with a sequence that grows', async () => {
    const { app, enter, documentId } = await setting(makeApp)
    const raw = await enter()
    const document = await copyFor(raw)
    let last = 0
    for (let nonce = 1; nonce <= 20; nonce++) {
      raw.sendUpdate(updateOf(document, () => textOf(document).insert(textOf(document).length, ` ${nonce}`)))
      raw.askSaved(nonce)
      await raw.saved(nonce)
      const stored = await app.context.db
        .selectFrom('document_log')
        .select(['sequence', 'personId'])
        .where('documentId', '=', documentId)
        .execute()
      expect(stored.length).toBe(nonce + 1)
      const answer = raw.heard.find((one) => one.kind === 'saved' && one.nonce === nonce)
      const sequence = answer?.kind === 'saved' ? answer.sequence : 0
      expect(sequence).toBeGreaterThan(last)
      expect(Number(stored.at(-1)!.sequence)).toBe(sequence)
      last = sequence
    }
    raw.close()
  })

  it('is never said to a client that did not ask', async () => {
    const { enter } = await setting(makeApp)
    const [one, two] = [await enter(0), await enter(1)]
    const document = await copyFor(one)
    one.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'A')))
    one.askSaved(1)
    await one.saved(1)
    await until(() => two.heard.some(({ kind }) => kind === 'update'), 'heard')
    expect(two.heard.some(({ kind }) => kind === 'saved' || kind === 'refused')).toBe(false)
    one.close()
    two.close()
  })

  it('comes behind the letters: a peer has the edit in its order, byte for byte as it was sent', async () => {
    const { enter } = await setting(makeApp)
    const [one, two] = [await enter(0), await enter(1)]
    const document = await copyFor(one)
    const edits = [...'abcdefghij'].map((letter) =>
      updateOf(document, () => textOf(document).insert(textOf(document).length, letter)),
    )
    for (const edit of edits) one.sendUpdate(edit)
    await until(() => two.heard.filter(({ kind }) => kind === 'update').length === 10, 'all heard')
    const heard = two.heard.flatMap((each) => (each.kind === 'update' ? [Buffer.from(each.bytes).toString('hex')] : []))
    expect(heard).toEqual(edits.map((edit) => Buffer.from(edit).toString('hex')))
    expect(one.heard.some(({ kind }) => kind === 'update')).toBe(false)
    one.close()
    two.close()
  })

  it('is not said when the commit fails: nothing is kept, nobody saw it, sockets close with 1013, and it heals', async () => {
    const { app, url, enter, documentId, cookies } = await setting(makeApp)
    const [one, two] = [await enter(0), await enter(1)]
    const plain = plainClient(url, documentId, cookies[1]!)
    await plain.synced()
    const document = await copyFor(one)
    const mend = await breakLog(app)
    one.sendUpdate(updateOf(document, () => textOf(document).insert(5, ' lost?')))
    one.askSaved(1)
    expect(await one.closeCode()).toBe(1013)
    expect(await two.closeCode()).toBe(1013)
    expect(one.heard.some(({ kind }) => kind === 'saved')).toBe(false)
    expect(two.heard.some(({ kind }) => kind === 'update')).toBe(false)
    expect(wordsOf(plain.document)).toEqual(['Start'])
    textOf(plain.document).insert(0, 'Meanwhile. ')
    await mend()
    const back = await enter(0)
    back.sendStep2(Y.encodeStateAsUpdate(document))
    back.askSaved(2)
    await back.saved(2)
    await until(() => wordsOf(plain.document)[0] === 'Meanwhile. Start lost?', 'healed')
    const { page } = await app.context.rooms.contentOf(documentId)
    expect(page.content?.[0]?.content?.[0]?.text).toBe('Meanwhile. Start lost?')
    back.close()
    plain.close()
  })

  it('does not disturb another document whose commit is fine', async () => {
    const { app, url, team, enter, cookies } = await setting(makeApp)
    const other = await app.world.entry(team.portfolioId, { words: 'Other' })
    const quiet = await rawClient(url, other.documentId, cookies[0]!)
    const one = await enter(0)
    const document = await copyFor(one)
    const mend = await breakLog(app)
    one.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'X')))
    expect(await one.closeCode()).toBe(1013)
    await mend()
    quiet.askSaved(1)
    await quiet.saved(1)
    expect(quiet.isClosed()).toBe(false)
    quiet.close()
  })
})

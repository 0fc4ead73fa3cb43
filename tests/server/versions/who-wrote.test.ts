import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { readVersions } from '#server/versions/read-versions.ts'
import { readWhoWrote } from '#server/versions/read-who-wrote.ts'
import { plainClient, rawClient, textOf, until, updateOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team()
  const entry = await app.world.entry(team.portfolioId, { words: 'What happened?' })
  const [noor, dev] = team.memberIds as [string, string]
  const actor = await app.actor(noor)
  const content = await app.context.rooms.contentOf(entry.documentId)
  const block = String(content.page.content?.[0]?.attrs?.id)
  const ask = (by = actor, of = block) => readWhoWrote(app.context, by, { entryId: entry.id, block: of })
  const told = async () => (await ask()).runs.map(({ text, person }) => `${person?.name ?? 'template'}: ${text}`)
  const nameOf = async (id: string) =>
    (await app.context.db.selectFrom('person').select('displayName').where('id', '=', id).executeTakeFirstOrThrow())
      .displayName
  const [noorsName, devsName] = [await nameOf(noor), await nameOf(dev)]
  return { app, url, team, entry, noor, dev, noorsName, devsName, actor, ask, told }
}

describeOnBothDatabases('Who wrote a passage', (makeApp) => {
  it('is told to those who write and accompany the draft, not to who only follows along', async () => {
    const { app, team, ask } = await setting(makeApp)
    const mentor = await app.actor(await app.world.mentor(team.id))
    expect((await ask(mentor)).runs).toEqual([{ text: 'What happened?', person: null }])
    const champion = await app.actor(await app.world.champion(team.id))
    await expect(ask(champion)).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(ask(await app.actor(await app.world.person()))).rejects.toMatchObject({ code: 'not-found' })
    await expect(ask(undefined, 'nothing')).rejects.toMatchObject({ code: 'not-found' })
    await expect(ask(undefined, '')).rejects.toMatchObject({ code: 'malformed' })
  })

  it('follows each run of words: who typed, pasted or brought it along from a time without network', async () => {
    const { app, url, entry, noor, dev, noorsName, devsName, told, ask } = await setting(makeApp)
    const one = plainClient(url, entry.documentId, await app.cookieOf(noor))
    const two = plainClient(url, entry.documentId, await app.cookieOf(dev))
    await Promise.all([one.synced(), two.synced()])
    two.provider.disconnect()
    textOf(two.document).insert(14, ' The bus was late.')
    textOf(one.document).insert(0, 'Monday. ')
    await until(async () => (await told()).length === 2, 'the first has written')
    two.provider.connect()
    await until(async () => (await told()).length === 3, 'the second is back')
    expect(await told()).toEqual([
      `${noorsName}: Monday. `,
      'template: What happened?',
      `${devsName}:  The bus was late.`,
    ])
    textOf(one.document).delete(0, 8)
    await until(async () => (await told()).length === 2, 'what was deleted is gone')
    const { people } = await ask()
    expect(people).toEqual([{ id: dev, name: devsName }])
    one.close()
    two.close()
  })

  it('follows the session and not what a client claims to be', async () => {
    const { app, url, entry, noor, dev, noorsName, devsName, told } = await setting(makeApp)
    const honest = plainClient(url, entry.documentId, await app.cookieOf(noor))
    await honest.synced()
    textOf(honest.document).insert(0, 'Mine. ')
    await until(async () => (await told()).length === 2, 'written')
    const forger = async () => {
      const raw = await rawClient(url, entry.documentId, await app.cookieOf(dev))
      const replica = new Y.Doc()
      Y.applyUpdate(replica, Y.encodeStateAsUpdate(honest.document))
      return { raw, replica }
    }
    // Under the very client that belongs to somebody else: refused, and not written.
    const thief = await forger()
    thief.replica.clientID = honest.document.clientID
    thief.raw.sendUpdate(updateOf(thief.replica, (document) => textOf(document).insert(0, 'Also mine. ')))
    expect(await thief.raw.closeCode()).toBe(4422)
    // Under a fresh one, with a registry inside the document that says it is somebody else's: it is the session's.
    const pretender = await forger()
    pretender.raw.sendUpdate(updateOf(pretender.replica, (document) => textOf(document).insert(0, 'Whose? ')))
    await until(async () => (await told()).length === 3, 'written under the own name')
    expect(await told()).toEqual([`${devsName}: Whose? `, `${noorsName}: Mine. `, 'template: What happened?'])
    pretender.raw.close()
    honest.close()
  })

  it('is presence on the versions page: names in the order of the alphabet, nobody’s amount', async () => {
    const { app, entry, noor, dev, noorsName, devsName, actor } = await setting(makeApp)
    const write = (personId: string, words: string) =>
      app.context.rooms.write(entry.documentId, personId, (document) => textOf(document).insert(0, words))
    await write(dev, 'A long piece of writing that is longer than all others. ')
    await write(noor, 'x')
    const { now } = await readVersions(app.context, actor, entry.id)
    expect(now.people).toEqual([devsName, noorsName].sort((a, b) => a.localeCompare(b)))
    expect(JSON.stringify(now)).not.toMatch(/\d{2,}/)
  })
})

import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { plainClient, rawClient, textOf, until, wordsOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('A plain y-websocket client', (makeApp) => {
  it('reads what was seeded, once, and sees what a colleague types in its order', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const entry = await app.world.entry(team.portfolioId, { words: 'We began' })
    const one = plainClient(url, entry.documentId, await app.cookieOf(team.memberIds[0]!))
    const two = plainClient(url, entry.documentId, await app.cookieOf(team.memberIds[1]!))
    await Promise.all([one.synced(), two.synced()])
    expect(wordsOf(one.document)).toEqual(['We began'])
    for (const letter of ' in autumn') textOf(one.document).insert(textOf(one.document).length, letter)
    await until(() => wordsOf(two.document)[0] === 'We began in autumn', 'the words arrived')
    textOf(two.document).insert(0, 'Yes: ')
    await until(() => wordsOf(one.document)[0] === 'Yes: We began in autumn', 'the answer arrived')
    const content = await app.context.rooms.contentOf(entry.documentId)
    expect(content.page.content?.[0]?.content).toEqual([{ type: 'text', text: 'Yes: We began in autumn' }])
    one.close()
    two.close()
  })

  it('writes to the log only, and finds its words after everything was closed', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const team = await app.world.team()
    const entry = await app.world.entry(team.portfolioId, { words: 'Kept' })
    const cookie = await app.cookieOf(team.memberIds[0]!)
    const one = plainClient(url, entry.documentId, cookie)
    await one.synced()
    textOf(one.document).insert(4, ' safe')
    const raw = await rawClient(url, entry.documentId, cookie)
    await until(
      () =>
        app.context.rooms.contentOf(entry.documentId).then((content) => JSON.stringify(content).includes('Kept safe')),
      'committed',
    )
    raw.close()
    one.close()
    const again = plainClient(url, entry.documentId, cookie, new Y.Doc())
    await again.synced()
    expect(wordsOf(again.document)).toEqual(['Kept safe'])
    again.close()
  })
})

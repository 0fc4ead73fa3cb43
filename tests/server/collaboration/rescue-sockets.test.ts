import { joinBackward } from '@tiptap/pm/commands'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { toggleList } from '#app/editor/commands/list-commands.ts'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import { writeContent } from '#domain/sync/write-content.ts'
import { Writer } from '#tests/app/editor/support/writer.ts'
import { plainClient, until } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const line = (id: string, text: string): PageNode => ({
  type: 'paragraph',
  attrs: { id, kind: 'p' },
  content: [{ type: 'text', text }],
})

function list(writer: Writer): void {
  writer.caret(1).do(toggleList('bulletList'))
}
function join(writer: Writer): void {
  writer.caret(1, 0).do(joinBackward)
}

/** Two editors with the real binding, each on a socket of its own. */
async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team({ size: 3 })
  const content = {
    page: { type: 'doc', content: [line('a', 'One day'), line('b', 'We met at the gate')] },
    blocks: {},
  }
  const { documentId } = await app.world.entry(team.portfolioId)
  await app.context.rooms.write(documentId, team.memberIds[2]!, (document) => writeContent(document, content))
  const state = new Y.Doc()
  const enter = async (who: number) => {
    const cookie = await app.cookieOf(team.memberIds[who]!)
    const first = plainClient(url, documentId, cookie)
    await first.synced()
    Y.applyUpdate(state, Y.encodeStateAsUpdate(first.document))
    const writer = new Writer(first.document.clientID + 1, Y.encodeStateAsUpdate(state))
    first.close()
    const client = plainClient(url, documentId, cookie, writer.document)
    await client.synced()
    return { writer, ...client }
  }
  const rows = () => app.context.db.selectFrom('document_rescue').selectAll().execute()
  return { team, anna: await enter(0), ben: await enter(1), rows }
}

describeOnBothDatabases('Over sockets, with the editor’s own binding,', (makeApp) => {
  it.each([
    ['a list', 'anna', list],
    ['a list', 'ben', list],
    ['a join', 'anna', join],
    ['a join', 'ben', join],
  ] as const)('a sentence that met %s is laid aside, %s first', async (_, first, act) => {
    const { team, anna, ben, rows } = await setting(makeApp)
    for (const { provider } of [anna, ben]) provider.disconnect()
    anna.writer.caret(1).type('. And nobody ran')
    act(ben.writer)
    const [one, two] = first === 'anna' ? [anna, ben] : [ben, anna]
    one.provider.connect()
    await one.synced()
    two.provider.connect()
    await until(async () => (await rows()).length > 0, 'a rescue')
    expect(await rows()).toMatchObject([
      { text: '. And nobody ran', authorId: team.memberIds[0], causedById: team.memberIds[1], blockId: 'b' },
    ])
    await until(() => anna.writer.lines.join() === ben.writer.lines.join(), 'the same page')
    expect(anna.writer.lines.join()).not.toContain('ran')
    anna.close()
    ben.close()
  })
})

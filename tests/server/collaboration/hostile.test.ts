import { expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  message,
  plainClient,
  type RawClient,
  rawClient,
  textOf,
  until,
  updateOf,
  wordsOf,
} from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team()
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'Calm' })
  const colleague = plainClient(url, documentId, await app.cookieOf(team.memberIds[1]!))
  await colleague.synced()
  const enter = async (person = 0) => rawClient(url, documentId, await app.cookieOf(team.memberIds[person]!))
  const copy = () => {
    const document = new Y.Doc()
    Y.applyUpdate(document, Y.encodeStateAsUpdate(colleague.document))
    return document
  }
  const stillCalm = async () => {
    const words = wordsOf(colleague.document)[0] ?? ''
    textOf(colleague.document).insert(words.length, '.')
    const check = await enter()
    check.askSaved(9)
    await check.saved(9)
    const { page } = await app.context.rooms.contentOf(documentId)
    expect(page.content?.[0]?.content?.[0]?.text).toBe(`${words}.`)
    expect(page.content).toHaveLength(colleague.document.getXmlFragment('default').length)
    check.close()
    colleague.close()
  }
  return { app, enter, copy, colleague, stillCalm, documentId }
}

const rows = async (app: TestApp) =>
  (await app.context.db.selectFrom('document_log').select('sequence').execute()).length

describeOnBothDatabases('A hostile socket', (makeApp) => {
  it('is closed with 4400 for bytes that mean nothing', async () => {
    const { enter, copy, stillCalm } = await setting(makeApp)
    const edit = updateOf(copy(), (document) => textOf(document).insert(0, 'A longer piece of text'))
    const nonsense: ((raw: RawClient) => void)[] = [
      (raw) => raw.send('text'),
      (raw) => raw.send(new Uint8Array([])),
      (raw) => raw.send(new Uint8Array([0, 2, 200])),
      (raw) => raw.send(new Uint8Array([0, 9, 1, 1])),
      (raw) => raw.sendUpdate(new Uint8Array([255, 255, 255, 255, 255, 255, 255, 255, 255, 255])),
      (raw) => raw.sendUpdate(edit.slice(0, -3)),
      (raw) => raw.sendStep1(new Uint8Array([9, 9])),
      (raw) => raw.sendAwareness(new Uint8Array([3, 1])),
    ]
    for (const send of nonsense) {
      const raw = await enter()
      send(raw)
      expect(await raw.closeCode()).toBe(4400)
    }
    await stillCalm()
  })

  it('leaves nothing behind from updates cut or changed at any byte', async () => {
    const { enter, copy, stillCalm, app } = await setting(makeApp)
    const edit = updateOf(copy(), (document) => textOf(document).insert(4, ' and a longer piece of text'))
    const before = await rows(app)
    for (let cut = 1; cut < edit.length; cut++) {
      const raw = await enter()
      raw.sendUpdate(edit.slice(0, cut))
      expect(await raw.closeCode()).toBe(4400)
    }
    expect(await rows(app)).toBe(before)
    await stillCalm()
  })

  it('gets 4422 for what the schema refuses, and the page stays as it was', async () => {
    const { enter, copy, stillCalm, app } = await setting(makeApp)
    const block = (name: string, attributes: Record<string, unknown> = {}) => {
      const element = new Y.XmlElement(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value as string)
      return element
    }
    const deep = () => {
      let inner = block('callout')
      for (let level = 0; level < 40; level++) {
        const outer = block('callout')
        outer.insert(0, [inner])
        inner = outer
      }
      return inner
    }
    const page = (document: Y.Doc) => document.getXmlFragment('default')
    const link = (href: string) => (document: Y.Doc) => textOf(document).format(0, 2, { link: { href } })
    const acts: ((document: Y.Doc) => void)[] = [
      (document) => page(document).insert(0, [block('script')]),
      (document) => page(document).insert(0, [block('paragraph', { onclick: 'alert(1)' })]),
      (document) => page(document).insert(0, [block('paragraph', { kind: 'h1' })]),
      (document) => page(document).insert(0, [block('listItem')]),
      (document) => page(document).insert(0, [new Y.XmlText('loose')]),
      (document) => page(document).insert(0, [deep()]),
      (document) => (page(document).get(0) as Y.XmlElement).setAttribute('kind', { a: 1 } as never),
      (document) => document.getMap('elsewhere').set('a', 1),
      (document) => document.getMap('blocks').set('b1', 'text'),
      (document) => document.getMap('blocks').set('b1', new Y.Map([['tool', 'bomb']])),
      (document) => document.getMap('blocks').set('b1', new Y.Map([['picture', 'data:text/html,x']])),
      (document) => textOf(document).format(0, 2, { blink: {} }),
      (document) => textOf(document).insertEmbed(0, { image: 'x' }),
      link('javascript:alert(1)'),
      link('java\nscript:alert(1)'),
      link('data:text/html,x'),
      link('//elsewhere.example'),
    ]
    const before = await rows(app)
    for (const act of acts) {
      const raw = await enter()
      raw.askSaved(1)
      await raw.saved(1)
      raw.sendUpdate(updateOf(copy(), act))
      expect(await raw.closeCode(), act.toString()).toBe(4422)
      expect(raw.heard.at(-1)).toMatchObject({ kind: 'refused', code: 4422 })
    }
    expect(await rows(app)).toBe(before)
    await stillCalm()
  })

  it('cannot write under a colleague’s mark, nor under the server’s', async () => {
    const { enter, copy, colleague, stillCalm, app } = await setting(makeApp)
    textOf(colleague.document).insert(4, ' water')
    await until(async () => (await rows(app)) === 2, 'written')
    const before = await rows(app)
    const server = (colleague.document.getXmlFragment('default').get(0) as Y.XmlElement)._item!.id.client
    for (const clientId of [colleague.document.clientID, server]) {
      const forged = copy()
      forged.clientID = clientId
      const raw = await enter()
      raw.sendUpdate(updateOf(forged, () => textOf(forged).insert(0, 'I said ')))
      expect(await raw.closeCode()).toBe(4422)
    }
    expect(await rows(app)).toBe(before)
    await stillCalm()
  })

  it('is asked for what is missing, and nothing after a gap is called saved until it came', async () => {
    const { enter, copy, stillCalm, app } = await setting(makeApp)
    const document = copy()
    const raw = await enter()
    const lost = updateOf(document, () => textOf(document).insert(4, ' one'))
    const next = updateOf(document, () => textOf(document).insert(8, ' two'))
    expect(lost.length).toBeGreaterThan(0)
    raw.sendUpdate(next)
    raw.askSaved(5)
    await until(() => raw.heard.filter(({ kind }) => kind === 'step-1').length === 2, 'asked')
    expect(raw.heard.some(({ kind }) => kind === 'saved')).toBe(false)
    expect(await rows(app)).toBe(1)
    raw.sendStep2(Y.encodeStateAsUpdate(document))
    await raw.saved(5)
    const { page } = await app.context.rooms.contentOf(
      (await app.context.db.selectFrom('document').select('id').executeTakeFirstOrThrow()).id,
    )
    expect(page.content?.[0]?.content).toEqual([{ type: 'text', text: 'Calm one two' }])
    raw.close()
    await stillCalm()
  })

  it('who never reads is left behind without harm to the others', async () => {
    const { enter, stillCalm, colleague } = await setting(makeApp)
    const slow = await enter()
    slow.socket.pause()
    for (let n = 0; n < 20; n++) {
      textOf(colleague.document).insert(0, 'x'.repeat(500))
      textOf(colleague.document).delete(0, 500)
    }
    await stillCalm()
    slow.close()
  })

  it('may say unknown things, which nobody hears', async () => {
    const { enter, stillCalm } = await setting(makeApp)
    const raw = await enter()
    raw.send(message(99, 1, new Uint8Array([1, 2, 3])))
    raw.askSaved(3)
    await raw.saved(3)
    raw.close()
    await stillCalm()
  })
})

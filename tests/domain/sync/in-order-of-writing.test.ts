import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { inOrderOfWriting } from '#domain/sync/in-order-of-writing.ts'

/** An update in which people with these Yjs clients each write behind what the one before wrote. */
function writtenBy(...clients: number[]): Y.Item[] {
  let state: Uint8Array | undefined
  for (const [turn, client] of clients.entries()) {
    const document = new Y.Doc()
    if (state) Y.applyUpdate(document, state)
    document.clientID = client
    const text = document.getText('t')
    text.insert(text.length, String(turn))
    state = Y.encodeStateAsUpdate(document)
  }
  return Y.decodeUpdate(state!).structs as Y.Item[]
}
const words = (items: readonly Y.Item[]) => items.map(({ content }) => (content as Y.ContentString).str).join('')

it.each([[[7]], [[1, 2]], [[2, 1]], [[1, 2, 1, 2, 1]], [[3, 1, 2, 3, 2, 1]], [[5, 4, 3, 2, 1, 5, 1, 5]]])(
  'what clients %j wrote one after the other is read in that order',
  (clients) => {
    expect(words(inOrderOfWriting(writtenBy(...clients)))).toBe(clients.map((_, turn) => turn).join(''))
  },
)

it('nothing is left out where pieces wait for each other', () => {
  const piece = (client: number, origin: Y.ID) =>
    new Y.Item(Y.createID(client, 0), null, origin, null, null, null, null, new Y.ContentString('x'))
  const circle = [piece(1, Y.createID(2, 0)), piece(2, Y.createID(3, 0)), piece(3, Y.createID(1, 0))]
  expect(new Set(inOrderOfWriting(circle))).toEqual(new Set(circle))
})

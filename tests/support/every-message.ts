import * as Y from 'yjs'
import { encodeAwareness } from '#domain/sync/wire.ts'
import { message, numbers, textOf, updateOf } from './live-client.ts'

/** What must stand in no page where a socket without the right says everything. */
export const forbiddenWords = 'Not any more. '

/**
 * Everything that a socket can say, with an edit in it wherever one fits. A reader is closed at the fourth edit that is
 * refused: the fourth is the last.
 * @param caret what its caret says
 */
export function everyMessage(page: Y.Doc, caret = ''): Uint8Array[] {
  const copy = () => {
    const document = new Y.Doc()
    Y.applyUpdate(document, Y.encodeStateAsUpdate(page))
    return document
  }
  const [edited, other] = [copy(), copy()]
  const typed = updateOf(edited, () => textOf(edited).insert(0, forbiddenWords))
  const added = updateOf(other, () => other.getXmlFragment('default').insert(0, [new Y.XmlElement('divider')]))
  const state = JSON.stringify({ caret })
  return [
    message(0, 0, new Uint8Array([0])),
    message(1, undefined, encodeAwareness([{ clientId: edited.clientID, clock: 1, state }])),
    new Uint8Array([3]),
    numbers(120, 1),
    numbers(121, 1),
    message(0, 1, typed),
    message(0, 2, added),
    message(0, 1, Y.encodeStateAsUpdate(edited)),
    message(2, 0, typed),
    message(4, 2, typed),
    message(99, 2, typed),
    numbers(120, 2),
    message(0, 2, typed),
  ]
}

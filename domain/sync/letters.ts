/** Text of a shared document as letters with their Yjs ids, also while it is being deleted. */
import * as Y from 'yjs'

/** Letters with consecutive ids: the n-th has the clock `clock + n`. */
export type Letters = { client: number; clock: number; text: string; dead: boolean }
/** The block or thinking tool that text stands in. */
export type Place = { blockId: string | null; kind: string | null }
export type AnyType = Y.AbstractType<unknown>

/** The letters of one shared text in their order; only during a transaction are there dead ones among them. */
export function lettersOf(type: AnyType): Letters[] {
  const letters: Letters[] = []
  for (let item = type._start; item; item = item.right) {
    if (!(item.content instanceof Y.ContentString)) continue
    letters.push({ ...item.id, text: item.content.str, dead: item.deleted })
  }
  return letters
}

/** The nearest block around a shared type that has an id; or the thinking tool that it is a part of. */
export function placeOf(type: AnyType): Place {
  for (let at: AnyType | null = type; at; ) {
    const item: Y.Item | null = at._item
    if ((at as unknown) instanceof Y.XmlElement) {
      const id = attributeOf(at, 'id')
      if (typeof id === 'string') return { blockId: id, kind: (at as unknown as Y.XmlElement).nodeName }
    } else if (item?.parentSub && (item.parent as AnyType)._item === null) {
      const tool = attributeOf(at, 'tool')
      return { blockId: item.parentSub, kind: typeof tool === 'string' ? tool : null }
    }
    at = item ? (item.parent as AnyType | null) : null
  }
  return { blockId: null, kind: null }
}

/** An attribute, also of an element that is just being deleted. */
function attributeOf(type: AnyType, name: string): unknown {
  const content = type._map.get(name)?.content
  return content instanceof Y.ContentAny ? content.arr.at(-1) : undefined
}

/** Cuts letters where a question about each of them changes its answer. */
export function* cut(letters: Letters, ask: (client: number, clock: number) => boolean): Iterable<[Letters, boolean]> {
  const { client, clock, text, dead } = letters
  for (let start = 0; start < text.length; ) {
    const answer = ask(client, clock + start)
    let end = start + 1
    while (end < text.length && ask(client, clock + end) === answer) end++
    yield [{ client, clock: clock + start, text: text.slice(start, end), dead }, answer]
    start = end
  }
}

/** Some words of context, not more. */
export const around = 24

/**
 * What somebody had seen of a thinking tool when they took its place off the page. The tool's map stays in the document
 * (docs/decisions/0002), so a deletion of the place does not name the words in it as a deletion of a paragraph does:
 * the page that deletes says it here, in the same transaction, and the server lays aside what was not seen.
 */
import * as Y from 'yjs'

/** The name under which it stands in the tool's map; no part of any tool. */
export const seenKey = 'seen'
const most = 4_000
/** No client has this number: who saw nothing says so too. */
const nothingSeen = '0.0'
const form = /^[0-9a-z]+\.[0-9a-z]+( [0-9a-z]+\.[0-9a-z]+)*$/

export const isSeen = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= most && form.test(value)

/** Notes how far each Yjs client's words in this tool are known here. Call it in the transaction that deletes. */
export function noteSeen(map: Y.Map<unknown>): void {
  const clocks = new Map<number, number>()
  for (const text of textsIn(map)) {
    for (let item = text._start; item; item = item.right) {
      const { client, clock } = item.id
      clocks.set(client, Math.max(clock + item.length, clocks.get(client) ?? 0))
    }
  }
  const all = [...clocks].map(([client, clock]) => `${client.toString(36)}.${clock.toString(36)}`)
  const seen = all.length > 0 ? all.join(' ') : nothingSeen
  // Also where it says so already: a deletion that comes without it says nothing.
  if (isSeen(seen)) map.set(seenKey, seen)
}

/** For each Yjs client, up to which clock its words were seen. */
export function readSeen(seen: string): Map<number, number> {
  return new Map(
    seen.split(' ').map((one) => one.split('.').map((number) => Number.parseInt(number, 36)) as [number, number]),
  )
}

type Shared = Pick<Y.AbstractType<unknown>, '_map' | '_start'>

/** Every shared text in a tool, in the order in which Yjs has them. */
export function* textsIn(type: Shared): Iterable<Y.Text> {
  if (type instanceof Y.Text) {
    yield type
    return
  }
  for (const item of type._map.values()) yield* textsAt(item)
  for (let item = type._start; item; item = item.right) yield* textsAt(item)
}

function* textsAt(item: Y.Item): Iterable<Y.Text> {
  if (!item.deleted && item.content instanceof Y.ContentType) yield* textsIn(item.content.type)
}

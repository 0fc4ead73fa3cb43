/**
 * Words in a thinking tool whose place somebody takes off the page. The tool's map stays in the document, and nobody sees
 * it (docs/decisions/0002); so a letter there is swallowed in either order of arrival:
 *
 * - it comes into a tool that stands nowhere any more;
 * - the place falls, and whoever took it away had not seen the letter. What they had seen, their page says in the same
 *   transaction (`seen-words.ts`). Of a page that does not say it, what was written in the last moments counts as unseen.
 */
import * as Y from 'yjs'
import { readSeen, seenKey, textsIn } from '#domain/blocks/seen-words.ts'
import { type AnyType, around, cut, type Letters, lettersOf, type Place, placeOf } from './letters.ts'
import { pageRoot, toolsRoot } from './read-content.ts'

const lastMoments = 30_000
const mostRecent = 2_000
const mostLeft = 1_000

type Recent = { tool: string; client: number; start: number; end: number; at: number }
type Missing = {
  client: number
  clock: number
  text: string
  place: Place
  before: string
  after: string
  causedBy: string | null
}
export type ToolLook = { missing: Missing[]; left: string[]; recent: Recent[]; personId: string | null }

export class LeftTools {
  readonly #now: () => number
  /** Where each tool stood when it was last looked for; null where it stood nowhere. */
  readonly #places = new WeakMap<Y.Doc, Map<string, Y.Item | null>>()
  readonly #leftBy = new Map<string, string | null>()
  #recent: Recent[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** @param unread of a whole state: what its sender may not have read */
  look(
    transaction: Y.Transaction,
    fresh: readonly Y.Item[],
    personId: string | null,
    unread?: (client: number, clock: number) => boolean,
  ): ToolLook {
    const { doc, beforeState } = transaction
    const isNew = ({ client, clock }: { client: number; clock: number }) => clock >= (beforeState.get(client) ?? 0)
    if (fresh.some(({ content }) => isPlace(content))) this.#places.delete(doc)
    const recent: Recent[] = []
    const missing: Missing[] = []
    const left = fallenTools(transaction).filter((tool) => !this.#place(doc, tool))
    for (const tool of left) {
      const map = doc.getMap(toolsRoot).get(tool)
      if (map instanceof Y.Map) {
        const seen = seenOf(map, fresh, doc.store)
        const isRecent = this.#written()
        const isMade = !map._item || isNew(map._item.id)
        const isUnseen = seen
          ? (client: number, clock: number) => clock >= (seen.get(client) ?? 0)
          : (client: number, clock: number) =>
              isRecent(tool, client, clock) || unread?.(client, clock) === true || (!isMade && isNew({ client, clock }))
        for (const text of textsIn(map)) missing.push(...pieces(text as unknown as AnyType, isUnseen, personId))
      }
    }
    for (const item of fresh) {
      if (!(item.content instanceof Y.ContentString)) continue
      const stored: unknown = Y.getItem(doc.store, item.id)
      const found = stored instanceof Y.Item ? toolAround(stored, doc) : undefined
      if (!found) continue
      const { client, clock } = item.id
      const { tool, made, text } = found
      const end = clock + item.length
      recent.push({ tool, client, start: clock, end, at: this.#now() })
      // A tool is made before it gets its place.
      if (isNew(made) || left.includes(tool) || this.#place(doc, tool)) continue
      const known = seenOf(doc.getMap(toolsRoot).get(tool), fresh, doc.store)?.get(client) ?? 0
      const isLost = (one: number, at: number) => one === client && at >= Math.max(clock, known) && at < end
      missing.push(...pieces(text, isLost, this.#leftBy.get(tool) ?? null))
    }
    return { missing, left, recent, personId }
  }

  keep({ left, recent, personId }: ToolLook): void {
    for (const tool of left) this.#leftBy.set(tool, personId)
    if (this.#leftBy.size > mostLeft)
      for (const tool of [...this.#leftBy.keys()].slice(0, -mostLeft)) this.#leftBy.delete(tool)
    for (const one of recent) {
      const last = this.#recent.at(-1)
      if (last?.tool === one.tool && last.client === one.client && last.end === one.start) {
        last.end = one.end
        last.at = one.at
      } else this.#recent.push(one)
    }
    if (this.#recent.length > mostRecent) this.#recent = this.#recent.slice(-mostRecent / 2)
  }

  /** What was written in the last moments, also by this person: of a tool that stands twice, they may have left one. */
  #written() {
    const since = this.#now() - lastMoments
    const recent = this.#recent.filter(({ at }) => at >= since)
    return (tool: string, client: number, clock: number) =>
      recent.some((one) => one.tool === tool && one.client === client && one.start <= clock && clock < one.end)
  }

  #place(doc: Y.Doc, tool: string): Y.Item | null {
    const known = this.#places.get(doc) ?? new Map<string, Y.Item | null>()
    this.#places.set(doc, known)
    const item = known.get(tool)
    if (item === null || item?.deleted === false) return item
    const found = findPlace(doc.getXmlFragment(pageRoot), tool)
    known.set(tool, found)
    return found
  }
}

const isPlace = (content: unknown): content is Y.ContentType =>
  content instanceof Y.ContentType && content.type instanceof Y.XmlElement && content.type.nodeName === 'thinkingTool'

function blockIdOf({ type }: Y.ContentType): unknown {
  const content = type._map.get('blockId')?.content
  return content instanceof Y.ContentAny ? content.arr.at(-1) : undefined
}

/** The tools of which a place fell in this transaction. */
function fallenTools(transaction: Y.Transaction): string[] {
  const tools = new Set<string>()
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || !isPlace(struct.content)) return
    const tool = blockIdOf(struct.content)
    if (typeof tool === 'string') tools.add(tool)
  })
  return [...tools]
}

function findPlace(parent: Pick<AnyType, '_start'>, tool: string): Y.Item | null {
  for (let item = parent._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    if (isPlace(item.content) && blockIdOf(item.content) === tool) return item
    const below = findPlace(item.content.type, tool)
    if (below) return below
  }
  return null
}

/** What this update says its sender had seen of a tool; also where somebody else's word about it won. */
function seenOf(map: unknown, fresh: readonly Y.Item[], store: Y.Doc['store']): Map<number, number> | undefined {
  for (const { id } of fresh.toReversed()) {
    const stored: unknown = Y.getItem(store, id)
    if (!(stored instanceof Y.Item) || stored.parentSub !== seenKey || stored.parent !== map) continue
    const value: unknown = stored.content instanceof Y.ContentAny ? stored.content.arr.at(-1) : undefined
    if (typeof value === 'string') return readSeen(value)
  }
  return undefined
}

/** The tool in which letters stand, when its map was made, and their text. */
function toolAround(letters: Y.Item, doc: Y.Doc) {
  const text = letters.parent as AnyType
  for (let item = text._item; item && !item.deleted; item = (item.parent as AnyType)._item) {
    if (item.parent === doc.getMap(toolsRoot)) return { tool: item.parentSub!, made: item.id, text }
  }
  return undefined
}

/** The standing letters of a text for which a question is answered yes, run by run, with the words around. */
function pieces(text: AnyType, ask: (client: number, clock: number) => boolean, causedBy: string | null): Missing[] {
  const found: Missing[] = []
  const place = placeOf(text)
  let passed = ''
  let open: Missing | undefined
  for (const letters of lettersOf(text).filter(({ dead }) => !dead)) {
    for (const [piece, yes] of cut(letters, ask)) {
      if (!yes) {
        for (const one of found) if (one.after.length < around) one.after += piece.text
        open = undefined
      } else if (open) open.text += piece.text
      else {
        open = { ...idOf(piece), text: piece.text, place, before: passed, after: '', causedBy }
        found.push(open)
      }
      passed += piece.text
    }
  }
  return found
}

const idOf = ({ client, clock }: Letters) => ({ client, clock })

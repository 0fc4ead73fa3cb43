/**
 * What an incoming update says, before anything is done with it.
 *
 * An update is read completely first, because applying one is not atomic. Then, struct by struct:
 * it brings only what nobody has (else it is old news), it continues what is known (a gap would wait inside the document
 * for ever), its Yjs clients belong to the person who sends it, and it holds only kinds of content that a page has.
 * Text typed into a text that is already known to be one needs no look at the document; the rest is `structural`.
 */
import * as Y from 'yjs'
import { limits } from '#domain/limits.ts'
import { markProblem } from '#domain/portfolio/check-page.ts'
import type { Doubled } from '#domain/sync/doubled-text.ts'
import { pageRoot, toolsRoot } from '#domain/sync/read-content.ts'
import type { Swallowed } from '#domain/sync/swallow-watch.ts'
import { readUpdate } from './read-update.ts'

/** What a room knows of its document without reading it. */
export type Known = {
  /** For each Yjs client, how many clock ticks were accepted. */
  clocks: Map<number, number>
  /** Whose each client is; null is the server's own. */
  owners: Map<number, string | null>
  /** The newest stretch of each client that is known to stand inside a text. */
  texts: Map<number, { start: number; end: number }>
}

export type News = {
  kind: 'news'
  /** Where each client's clock stands afterwards. */
  reached: Map<number, number>
  newClients: number[]
  insertedCharacters: number
  deletedCharacters: number
  /** Its deletions are the sender's complete list. */
  wholeState: boolean
  /** Elements, texts, maps and lists that it brings. */
  nodes: number
  /** The document must be asked whether this fits. */
  structural: boolean
  /** Where the newest text of this update stands: once accepted, typing goes on there without a look. */
  text: { client: number; start: number; end: number } | undefined
  /** What the document lost by it although nobody chose to delete that; known once it is accepted. */
  swallowed?: Swallowed[]
  /** What stands twice since. */
  doubled?: Doubled[]
}
export type Verdict =
  | News
  | { kind: 'nothing' }
  /** Only deletions, of which all may be known: a reconnecting client repeats its whole list. */
  | { kind: 'perhaps-nothing'; news: News }
  | { kind: 'gap' }
  | { kind: 'foreign-client' }
  | { kind: 'refused'; reason: string }

const backwards = 'a piece that hangs on a later one'

type Struct = Y.Item | Y.GC | Y.Skip
type Id = { client: number; clock: number }

const elementTypes = new Set<unknown>([Y.XmlElement, Y.XmlText, Y.Text, Y.Map, Y.Array])

/**
 * @param wholeState the answer to a sync step: its deletions are the sender's complete list, not news
 * @throws when the bytes are not an update.
 */
export function checkUpdate(update: Uint8Array, known: Known, personId: string, wholeState: boolean): Verdict {
  const { structs, ds } = readUpdate(update)
  const reached = new Map<number, number>()
  const at = (client: number) => reached.get(client) ?? known.clocks.get(client) ?? 0
  const fresh: Struct[] = []
  for (const struct of structs as Struct[]) {
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (end <= at(client)) continue
    if (end > limits.clock) return { kind: 'refused', reason: 'more than anybody wrote' }
    if (clock > at(client) || struct instanceof Y.Skip) return { kind: 'gap' }
    reached.set(client, end)
    fresh.push(struct)
  }
  let deletedCharacters = 0
  let deletesLettersOnly = true
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) {
      if (clock + len > at(client)) return { kind: 'gap' }
      if (len === 0) return { kind: 'refused', reason: 'a deletion of nothing' }
      deletedCharacters += len
      // Only where all of it is letters is it sure that no block falls, with text in it that its author did not know.
      const text = known.texts.get(client)
      deletesLettersOnly &&= text !== undefined && text.start <= clock && clock + len <= text.end
    }
  }
  const newClients: number[] = []
  for (const client of reached.keys()) {
    const owner = known.owners.get(client)
    if (owner === undefined) newClients.push(client)
    else if (owner !== personId) return { kind: 'foreign-client' }
  }
  let insertedCharacters = 0
  let nodes = 0
  const context = new TextContext(known, reached.size === 1)
  for (const struct of fresh) {
    if (!(struct instanceof Y.Item)) continue
    for (const id of [struct.origin, struct.rightOrigin, idOrNull(struct.parent)]) {
      if (id && id.clock >= at(id.client)) return { kind: 'gap' }
      if (id?.client === struct.id.client && id.clock >= struct.id.clock) return { kind: 'refused', reason: backwards }
    }
    const reason = contentProblem(struct)
    if (reason) return { kind: 'refused', reason }
    if (struct.content instanceof Y.ContentString) insertedCharacters += struct.length
    else if (struct.content instanceof Y.ContentType) nodes++
    context.add(struct)
  }
  const news: News = {
    kind: 'news',
    reached,
    newClients,
    insertedCharacters,
    nodes,
    wholeState,
    deletedCharacters: wholeState ? 0 : deletedCharacters,
    structural: context.structural || !deletesLettersOnly,
    text: context.newest,
  }
  if (fresh.length > 0) return news
  if (ds.clients.size === 0) return { kind: 'nothing' }
  return wholeState ? { kind: 'perhaps-nothing', news } : news
}

/** Follows one update's typing along the texts that are known. */
class TextContext {
  structural = false
  newest: News['text']
  readonly #known: Known
  readonly #oneClient: boolean

  constructor(known: Known, oneClient: boolean) {
    this.#known = known
    this.#oneClient = oneClient
  }

  add(item: Y.Item): void {
    const textual =
      item.content instanceof Y.ContentString ||
      item.content instanceof Y.ContentFormat ||
      item.content instanceof Y.ContentDeleted
    // Without neighbours the place comes from `parent`, and only the document knows what that is.
    const neighbour = item.origin ?? item.rightOrigin
    if (!textual || !this.#oneClient || !neighbour || !this.#isText(neighbour) || mayBeCrossed(item)) {
      this.structural = true
      return
    }
    const { client, clock } = item.id
    const before = this.newest ?? this.#known.texts.get(client)
    const start = before?.end === clock ? before.start : clock
    this.newest = { client, start, end: clock + item.length }
  }

  #isText({ client, clock }: Id): boolean {
    const { newest } = this
    if (newest?.client === client && clock >= newest.start && clock < newest.end) return true
    const range = this.#known.texts.get(client)
    return range !== undefined && clock >= range.start && clock < range.end
  }
}

/** Between neighbours of one client only the document knows which of them stands first, unless the clocks say so. */
function mayBeCrossed({ origin, rightOrigin }: Y.Item): boolean {
  return origin !== null && origin.client === rightOrigin?.client && origin.clock >= rightOrigin.clock
}

function idOrNull(parent: unknown): Id | null {
  return parent instanceof Y.ID ? parent : null
}

function contentProblem(item: Y.Item): string | undefined {
  const parent: unknown = item.parent
  if (typeof parent === 'string') {
    if (parent !== pageRoot && parent !== toolsRoot) return `no root ${parent.slice(0, 40)} in a page`
    if ((parent === pageRoot) !== (item.parentSub === null)) return `wrong use of root ${parent}`
  }
  const { content } = item
  if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return undefined
  if (content instanceof Y.ContentType) {
    return elementTypes.has(content.type.constructor) ? undefined : 'a kind of shared type that no page has'
  }
  if (content instanceof Y.ContentAny) return undefined
  if (content instanceof Y.ContentFormat) {
    const { key, value } = content as unknown as { key: string; value: unknown }
    if (value === null) return undefined
    const attrs = typeof value === 'object' ? (value as Record<string, unknown>) : {}
    return markProblem({ type: key.replace(/--[A-Za-z0-9+/=]{8}$/, ''), attrs })
  }
  return 'a kind of content that no page has'
}

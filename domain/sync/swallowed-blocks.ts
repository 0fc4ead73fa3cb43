/**
 * Pictures, cards and thinking tools that go down with the block they were put into, and captions that nobody chose to
 * delete. They are told apart by ids, as letters are; a block that is moved is made anew and keeps its block id.
 */
import * as Y from 'yjs'
import { isSeen } from '#domain/blocks/seen-words.ts'
import { limits } from '#domain/limits.ts'
import { blockProblem } from '#domain/portfolio/check-page.ts'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import type { Fallen } from './fallen-places.ts'
import { type AnyType, type Place, placeOf } from './letters.ts'
import { pageRoot } from './read-content.ts'

const kinds = new Set(['image', 'evidence', 'thinkingTool'])
/** What people write in them. */
const written = ['caption', 'alt']
const mostRemembered = 1_000

type Lost = { client: number; clock: number; text: string; place: Place; causedBy: string | null; node?: PageNode }
/** `words` are those that it fell with. */
type Gone = { client: number; clock: number; blockId: unknown; words: Record<string, unknown> }
/** The words of a block that fell: whoever writes them anew hangs on their id. */
type GoneWords = { id: string; element: string; name: string; place: Place; personId: string | null }
export type BlockLook = { lost: Lost[]; gone: Gone[]; words: GoneWords[] }
type Question = {
  fresh: readonly Y.Item[]
  /** Whether it was deleted by choice. */
  isNamed: (client: number, clock: number) => boolean
  personId: string | null
  /** What is remembered of the place where an item would have stood. */
  placeOfGone: (item: Y.Item) => Fallen | undefined
}
type Attribute = { id: Y.ID; name: string; value: unknown; element: string; standing: AnyType | null }

export class SwallowedBlocks {
  #gone: Gone[] = []
  #words: GoneWords[] = []

  look(transaction: Y.Transaction, { fresh, isNamed: named, personId, placeOfGone }: Question): BlockLook {
    const { doc, beforeState } = transaction
    const wasThere = ({ client, clock }: Y.ID) => clock < (beforeState.get(client) ?? 0)
    const isNamed = ({ client, clock }: { client: number; clock: number }) => named(client, clock)
    const falling = fallingIn(transaction)
    const blocks = falling.filter(({ content }) => isBlock(content))
    const gone = blocks.map(goneOf)
    /** A block that is made anew has its id from one that its maker took away. */
    const chosen = new Set([...this.#gone, ...gone].filter(isNamed).map(({ blockId }) => blockId))
    const chosenBefore = new Map(this.#gone.filter(isNamed).map((one) => [one.blockId, one.words]))
    const lost: Lost[] = []
    const lostWords: GoneWords[] = []
    const whole = new Set<string>()
    /** The words that are known of a block, because it stands elsewhere too, or fell before. */
    const told = new Map<string, Gone['words']>()
    const lose = (id: Y.ID, node: PageNode, place: Place, causedBy: string | null) => {
      const standing = standingAs(node, doc.getXmlFragment(pageRoot))
      if (standing) return void told.set(keyOf(id), nodeOf(standing).attrs ?? {})
      whole.add(keyOf(id))
      if (blockProblem(node)) return
      lost.push({ client: id.client, clock: id.clock, text: JSON.stringify(node), place, causedBy, node })
    }

    for (const item of blocks) {
      if (isNamed(item.id) || !wasThere(item.id) || chosen.has(goneOf(item).blockId)) continue
      lose(item.id, nodeOf(item), placeBehind(item), personId)
    }
    const attributes = this.#attributesOf(fresh, doc)
    for (const item of fresh) {
      if (!isBlock(item.content) || isNamed(item.id) || !isGone(doc, item.id)) continue
      const own = attributes.filter(({ element }) => element === keyOf(item.id))
      const attrs = Object.fromEntries(own.map(({ name, value }) => [name, value]))
      const before = chosenBefore.get(attrs.id)
      if (before) told.set(keyOf(item.id), before)
      else {
        const { place = nowhere, personId: causedBy = null } = placeOfGone(item) ?? {}
        lose(item.id, { type: (item.content.type as Y.XmlElement).nodeName, attrs }, place, causedBy)
      }
    }

    for (const { id, parent, parentSub, content } of falling) {
      if (!written.includes(parentSub ?? '') || isNamed(id) || !wasThere(id)) continue
      const element = parent as AnyType
      const text = wordsIn(lastOf(content))
      const key = keyOf(element._item?.id)
      if (text === '' || whole.has(key) || told.get(key)?.[parentSub!] === text) continue
      if (standingWords(element, parentSub!) === text) continue
      lost.push({ client: id.client, clock: id.clock, text, place: placeOf(element), causedBy: personId })
    }
    for (const { id, name, value, element, standing } of attributes) {
      const text = wordsIn(value)
      if (!written.includes(name)) continue
      const from = this.#words.findLast((one) => one.element === element)
      const place = standing ? placeOf(standing) : (from?.place ?? nowhere)
      // What replaces it hangs on it, and comes with nothing else.
      if (!standing) lostWords.push({ id: keyOf(id), element, name, place, personId: from?.personId ?? null })
      if (text === '' || isNamed(id) || whole.has(element) || !isGone(doc, id)) continue
      if (told.get(element)?.[name] === text) continue
      if (standing && standingWords(standing, name) === text) continue
      lost.push({ client: id.client, clock: id.clock, text, place, causedBy: from?.personId ?? null })
    }
    return { lost, gone, words: [...blocks.flatMap((item) => wordsOf(item, personId)), ...lostWords] }
  }

  keep({ gone, words }: BlockLook): void {
    if (gone.length > 0) this.#gone = [...this.#gone, ...gone].slice(-mostRemembered)
    if (words.length > 0) this.#words = [...this.#words, ...words].slice(-mostRemembered)
  }

  /** The attributes that an update writes. One that replaces another names neither its element nor itself. */
  #attributesOf(fresh: readonly Y.Item[], doc: Y.Doc): Attribute[] {
    const byId = new Map<string, { element: string; name: string }>(this.#words.map((one) => [one.id, one]))
    return fresh.flatMap(({ id, origin, parent, parentSub, content }) => {
      if (!(content instanceof Y.ContentAny)) return []
      const stored: unknown = Y.getItem(doc.store, id)
      const type = stored instanceof Y.Item ? (stored.parent as AnyType) : null
      const above: unknown = parent
      const found =
        stored instanceof Y.Item
          ? { element: keyOf(type?._item?.id), name: stored.parentSub ?? '' }
          : above instanceof Y.ID && parentSub !== null
            ? { element: keyOf(above), name: parentSub }
            : (byId.get(keyOf(origin)) ?? (readsAsWords(content) ? unknownCaption : undefined))
      if (!found) return []
      byId.set(keyOf(id), found)
      const { element, name } = found
      const standing = type?._item?.deleted === false ? type : null
      return [{ id, name, value: content.arr.at(-1), element, standing }]
    })
  }
}

/** Of which nobody remembers the element: a room was given up, or a server ended, since it fell. */
const unknownCaption = { element: '', name: 'caption' }
const nowhere: Place = { blockId: null, kind: null }
const keyOf = (id: Y.ID | null | undefined) => (id ? `${id.client}.${id.clock}` : '')

function isBlock(content: unknown): content is Y.ContentType {
  return content instanceof Y.ContentType && content.type instanceof Y.XmlElement && kinds.has(content.type.nodeName)
}

function fallingIn(transaction: Y.Transaction): Y.Item[] {
  const items: Y.Item[] = []
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && (isBlock(struct.content) || written.includes(struct.parentSub ?? '')))
      items.push(struct)
  })
  return items
}

/** Settings and ids are single words of plain letters. */
function readsAsWords(content: Y.ContentAny): boolean {
  const value: unknown = content.arr.at(-1)
  return typeof value === 'string' && /[^\x21-\x7e]/.test(value) && !isSeen(value)
}

function isGone(doc: Y.Doc, id: Y.ID): boolean {
  return (Y.getItem(doc.store, id) as Y.Item | Y.GC).deleted
}

const lastOf = (content: unknown) => (content instanceof Y.ContentAny ? content.arr.at(-1) : undefined)
const wordsIn = (value: unknown) => (typeof value === 'string' ? value.slice(0, limits.fieldText) : '')
const typeOf = (item: Y.Item) => (item.content as Y.ContentType).type as Y.XmlElement

/** The block behind which another stood, else the one around it. */
function placeBehind({ left, parent }: Y.Item): Place {
  const beside = left?.content instanceof Y.ContentType ? placeOf(left.content.type as unknown as AnyType) : nowhere
  return beside.blockId === null ? placeOf(parent as AnyType) : beside
}

/** A block as it was, also while it is being deleted. */
function nodeOf(item: Y.Item): PageNode {
  const type = typeOf(item)
  const attrs = Object.fromEntries([...type._map].map(([name, { content }]) => [name, lastOf(content)]))
  return { type: type.nodeName, attrs }
}

function goneOf(item: Y.Item): Gone {
  const { id: blockId, ...words } = nodeOf(item).attrs ?? {}
  return { ...numbers(item.id), blockId, words }
}
const numbers = ({ client, clock }: Y.ID) => ({ client, clock })

function wordsOf(item: Y.Item, personId: string | null): GoneWords[] {
  const type = typeOf(item)
  const place = placeOf(type as unknown as AnyType)
  const words: GoneWords[] = []
  for (const name of written) {
    // Who has not heard of the newest words replaces older ones.
    let at: Y.Item | null | undefined = type._map.get(name)
    for (let steps = 0; at && steps < 50; at = at.left, steps++)
      words.push({ id: keyOf(at.id), element: keyOf(item.id), name, place, personId })
  }
  return words
}

function standingWords(element: AnyType, name: string): unknown {
  const item = element._item?.deleted ? undefined : element._map.get(name)
  return item && !item.deleted ? lastOf(item.content) : undefined
}

/** Where the same block, or the same tool, stands. */
function standingAs(node: PageNode, parent: Pick<AnyType, '_start'>): Y.Item | undefined {
  for (let item = parent._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    const { type } = item.content
    const is = (name: string) => node.attrs?.[name] && lastOf(type._map.get(name)?.content) === node.attrs[name]
    if (is('id') || is('blockId')) return item
    const below = standingAs(node, type)
    if (below) return below
  }
  return undefined
}

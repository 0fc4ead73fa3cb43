/**
 * Finds text that an edit takes away although nobody chose to delete it (collaboration.md c.15).
 *
 * Making a list of a paragraph, joining two or moving one is, to Yjs, a deletion and a copy of the text as that person
 * knew it. What a colleague types there at the same moment goes down with the old block, in either order of arrival:
 *
 * - the letters come second: they are new, and gone as soon as they are applied, though their own update deletes nothing;
 * - the change of layout comes second: it takes away letters that its list of deletions does not name.
 *
 * A letter that was copied keeps its identity (`TextCopies`): it is missing only when neither it nor its original was
 * named, and no other copy took its place. Ask during `afterTransaction`, while deleted text can still be read.
 */
import * as Y from 'yjs'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import { ClockRanges, rangesOf } from './clock-ranges.ts'
import { type Doubled, doubledBy } from './doubled-text.ts'
import { type Fallen, FallenPlaces, type Found, fallenType } from './fallen-places.ts'
import { inOrderOfWriting } from './in-order-of-writing.ts'
import { LeftTools, type ToolLook } from './left-tools.ts'
import { type AnyType, around, cut, type Letters, lettersOf, type Place, placeOf } from './letters.ts'
import { shortCopies } from './short-copies.ts'
import { type BlockLook, SwallowedBlocks } from './swallowed-blocks.ts'
import { type Copy, copyFinder, findCopies, isDead, TextCopies, turned } from './text-copies.ts'
import { unseatedText } from './unseated-text.ts'

export type Swallowed = {
  /** The first letter, which no other swallowed text begins with. */
  client: number
  clock: number
  text: string
  /** The picture, card or tool that it is; `text` is its JSON then. */
  node?: PageNode
  /** The Yjs client that typed it first. */
  author: number
  place: Place
  /** Some words that stood left and right of it. */
  before: string
  after: string
  /** Who took its place away; null where that is not known any more. */
  causedBy: string | null
}
export type Look = {
  swallowed: Swallowed[]
  /** Something that held text fell: what was known of texts may be wrong. */
  typesFell: boolean
  found: Found
  copies: Copy[]
  doubled: Doubled[]
  tools: ToolLook
  blocks: BlockLook
}

export type Kind = {
  /** Whether it lists all that its sender knows to be deleted, and not only its own deletions. */
  wholeState: boolean
  /** Letters that the sender may not have read, although a whole state names them. */
  unread?: ((client: number, clock: number) => boolean) | undefined
}

/** From so many letters on, text that equals something deleted earlier is a copy of it and not typed anew; */
const surelyMoved = 16
/** and from so many, where it is all that a new block holds and the list of deletions is a whole state's. */
const surelyWhole = 8

export class SwallowWatch {
  readonly #places = new FallenPlaces()
  readonly #copies = new TextCopies()
  readonly #blocks = new SwallowedBlocks()
  readonly #tools: LeftTools

  constructor(now: () => number = Date.now) {
    this.#tools = new LeftTools(now)
  }

  /** @param personId whose update it is */
  look(transaction: Y.Transaction, update: Uint8Array, personId: string | null, kind: Kind): Look {
    const { wholeState, unread } = kind
    const { structs, ds } = Y.decodeUpdate(update)
    const listed = new ClockRanges(ds)
    const known = (client: number) => transaction.beforeState.get(client) ?? 0
    const fresh = inOrderOfWriting(freshItems(structs, known))
    const items = structs.filter((struct) => struct instanceof Y.Item)
    const carried = rangesOf(items.map(({ id, length }) => [id.client, id.clock, id.clock + length]))
    const { torn, found, typesFell } = fallenIn(transaction, personId)
    const { runs, found: strays } = unseatedText(transaction.doc.store, fresh, this.#places)
    const copies = this.#copiesIn(transaction.doc.store, fresh, torn, listed, known, wholeState ? surelyWhole : 1)
    const swallowed: Swallowed[] = []

    // Second came the letters: a copy of something that was gone already is not missing.
    const late = copies.filter((copy) => copy.dead)
    const lateCopy = copyFinder(late)
    const wasGone = (client: number, clock: number) => lateCopy(client, clock) !== undefined
    for (const { letters, fallen, before, after } of runs) {
      const { place, personId: causedBy } = fallen
      const kept = letters.flatMap((one) => [...cut(one, (client, clock) => listed.has(client, clock))])
      const missing = missingOf(
        kept.flatMap(([piece, named]) => (named ? [] : [piece])),
        wasGone,
      )
      if (missing) swallowed.push({ ...missing, place, before, after, causedBy, author: this.#author(missing, copies) })
    }
    // A letter that may not have been read is named by a choice only where it was copied too.
    const copied = unread && copyFinder(copies.map(turned))
    const isNamed = (client: number, clock: number) =>
      listed.has(client, clock) && (!unread?.(client, clock) || copied?.(client, clock) !== undefined)
    /** Who moves a letter to a place that is gone names the original in vain. */
    const fellAnew = copyFinder(late.filter((copy) => isDead(transaction.doc.store, copy)).map(turned))
    // Second came the change of layout: a letter is chosen when it, or what it is a copy of, is named.
    const chosen = (client: number, clock: number) => {
      if (clock >= known(client)) return listed.has(client, clock) || wasGone(client, clock)
      for (const id of this.#copies.chain({ client, clock })) {
        if (isNamed(id.client, id.clock) && fellAnew(id.client, id.clock) === undefined) return true
        // It brings this one and does not name it: to name its original was to move it, in an edit that came before.
        if (carried.has(id.client, id.clock)) return false
      }
      return false
    }
    for (const [type, letters] of torn) {
      for (const { run, before, after } of unnamedRuns(letters, isNamed)) {
        const missing = missingOf(run, chosen)
        if (!missing) continue
        const causedBy = missing.clock >= known(missing.client) ? null : personId
        const author = this.#author(missing, copies)
        swallowed.push({ ...missing, place: placeOf(type), before, after, causedBy, author })
      }
    }
    const tools = this.#tools.look(transaction, fresh, personId, unread)
    for (const one of tools.missing) swallowed.push({ ...one, author: this.#author(one, copies) })
    const placeOfGone = (item: Y.Item) => this.#placeOfGone(item, strays)
    const blocks = this.#blocks.look(transaction, { fresh, isNamed, personId, placeOfGone })
    for (const one of blocks.lost) swallowed.push({ ...one, before: '', after: '', author: one.client })
    for (const one of swallowed) {
      one.before = one.before.slice(-around)
      one.after = one.after.slice(0, around)
    }
    const doubled = doubledBy(transaction.doc.store, late, this.#copies)
    const fallen = [...found, ...strays, ...movedIn(torn, copies, personId)]
    return { swallowed, typesFell, found: fallen, copies, doubled, tools, blocks }
  }

  /** Remembers an update that was accepted. */
  keep({ found, copies, tools, blocks }: Look): void {
    this.#blocks.keep(blocks)
    this.#tools.keep(tools)
    this.#places.keep(found)
    this.#copies.keep(copies)
  }

  /** Beside what is gone, or above it, an item would have stood. */
  #placeOfGone({ parent, origin, rightOrigin }: Y.Item, strays: Found): Fallen | undefined {
    const above: unknown = parent
    for (const id of [origin, above instanceof Y.ID ? above : null, rightOrigin]) {
      if (!id) continue
      const isThere = ({ client, start, end }: { client: number; start: number; end: number }) =>
        client === id.client && start <= id.clock && id.clock < end
      const found = strays.find(({ stretches }) => stretches.some(isThere))?.fallen ?? this.#places.find(id)
      if (found) return found
    }
    return undefined
  }

  #copiesIn(
    store: Y.Doc['store'],
    fresh: readonly Y.Item[],
    torn: Map<AnyType, Letters[]>,
    listed: ClockRanges,
    known: (client: number) => number,
    leastWhole: number,
  ): (Copy & { dead: boolean })[] {
    const inserted = insertedText(fresh, known)
    if (inserted.length === 0) return []
    const named = ({ client, clock, text }: Letters) => listed.meets(client, clock, clock + text.length)
    const taken = [...torn.values()].map((letters) => letters.filter((one) => one.dead && named(one)))
    const now = findCopies(inserted, taken)
    const copyNow = copyFinder(now)
    const covered = (client: number, clock: number) => copyNow(client, clock) !== undefined
    const rest = inserted.flatMap(({ whole, ...letters }) =>
      [...cut(letters, covered)].flatMap(([piece, isCopy]) =>
        isCopy ? [] : [{ ...piece, whole: whole && piece.text.length >= leastWhole, short: whole }],
      ),
    )
    const moved = rest.length > 0 ? this.#places.listedIn(listed) : []
    const few = rest.filter(({ whole, short, text }) => short && !whole && text.length < leastWhole)
    const before = [
      ...findCopies(
        rest,
        moved.map(({ letters }) => letters),
        surelyMoved,
      ),
      ...shortCopies(store, few, moved),
    ]
    return [...now.map((copy) => ({ ...copy, dead: false })), ...before.map((copy) => ({ ...copy, dead: true }))]
  }

  #author({ client, clock }: { client: number; clock: number }, copies: Copy[]): number {
    const copy = copies.find((one) => one.client === client && one.start <= clock && clock < one.end)
    const from = copy ? { client: copy.fromClient, clock: copy.fromStart + clock - copy.start } : { client, clock }
    return [...this.#copies.chain(from)].at(-1)!.client
  }
}

/** What an update brings that was not known; of text that was known in part, the rest. */
function freshItems(structs: readonly (Y.Item | Y.GC | Y.Skip)[], known: (client: number) => number): Y.Item[] {
  return structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item)) return []
    const { client, clock } = struct.id
    const seen = known(client) - clock
    if (seen <= 0) return [struct]
    if (seen >= struct.length || !(struct.content instanceof Y.ContentString)) return []
    const rest = new Y.ContentString(struct.content.str.slice(seen))
    const origin = Y.createID(client, clock + seen - 1)
    return [new Y.Item(Y.createID(client, clock + seen), null, origin, null, struct.rightOrigin, null, null, rest)]
  })
}

/** Shared texts that lost letters in this transaction, as they were; and everything that fell as a whole. */
function fallenIn(transaction: Y.Transaction, personId: string | null) {
  const torn = new Map<AnyType, Letters[]>()
  const found: Found = []
  let typesFell = false
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item)) return
    if (struct.content instanceof Y.ContentString) {
      const parent = struct.parent as AnyType
      if (!torn.has(parent)) torn.set(parent, lettersOf(parent))
    } else if (struct.content instanceof Y.ContentType) {
      typesFell = true
      const type = struct.content.type as AnyType
      found.push(fallenType(type, placeOf(type), personId))
    }
  })
  return { torn, found, typesFell }
}

/** Text that was moved out of a text that stays: who moves it too, not knowing, names it in vain. */
function movedIn(torn: Map<AnyType, Letters[]>, copies: Copy[], personId: string | null): Found {
  const wasMoved = (client: number, clock: number) =>
    copies.some(
      (copy) => copy.fromClient === client && copy.fromStart <= clock && clock < copy.fromStart + copy.end - copy.start,
    )
  return [...torn].flatMap(([type, all]) => {
    const letters = all.filter((one) => one.dead && wasMoved(one.client, one.clock))
    const isFallen = type._item?.deleted === true
    return letters.length === 0 || isFallen
      ? []
      : [{ fallen: { place: placeOf(type), personId, letters }, stretches: [] }]
  })
}

/** Text that was inserted; `whole` where it begins a text of its own, as a copy of a block does. */
function insertedText(fresh: readonly Y.Item[], known: (client: number) => number): (Letters & { whole: boolean })[] {
  const inserted: (Letters & { whole: boolean })[] = []
  for (const item of fresh) {
    if (!(item.content instanceof Y.ContentString)) continue
    const parent: unknown = item.parent
    const whole = item.origin === null && parent instanceof Y.ID && parent.clock >= known(parent.client)
    inserted.push({ ...item.id, text: item.content.str, dead: false, whole })
  }
  return inserted
}

/** Dead letters that the update does not name, run by run, with the words that stay around them. */
function unnamedRuns(letters: Letters[], isNamed: (client: number, clock: number) => boolean) {
  const runs: { run: Letters[]; before: string; after: string }[] = []
  let passed = ''
  let open: (typeof runs)[number] | undefined
  for (const one of letters) {
    for (const [piece, named] of cut(one, isNamed)) {
      if (piece.dead && !named) {
        if (!open) {
          open = { run: [], before: passed, after: '' }
          runs.push(open)
        }
        open.run.push(piece)
        continue
      }
      open = undefined
      passed += piece.text
      for (const run of runs) if (run.after.length < around) run.after += piece.text
    }
  }
  return runs
}

/** A run without the letters at its ends that somebody chose to delete; nothing when that is all of them. */
function missingOf(run: Letters[], chosen: (client: number, clock: number) => boolean) {
  const pieces = run.flatMap((letters) => [...cut(letters, chosen)])
  const first = pieces.findIndex(([, isChosen]) => !isChosen)
  if (first < 0) return undefined
  const last = pieces.findLastIndex(([, isChosen]) => !isChosen)
  const { client, clock } = pieces[first]![0]
  return {
    client,
    clock,
    text: pieces
      .slice(first, last + 1)
      .map(([{ text }]) => text)
      .join(''),
  }
}

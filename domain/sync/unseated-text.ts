/**
 * Text of an update that hangs on a block which is no longer there: Yjs turns it into nothing while it applies it, so that
 * it can only be read from the update itself.
 */
import * as Y from 'yjs'
import type { Fallen, FallenPlaces, Found } from './fallen-places.ts'
import type { Letters } from './letters.ts'
import { Stretches } from './stretches.ts'

type Stray = Fallen & { above?: Fallen | undefined }
/** Letters that follow one another at one place. */
export type Unseated = { letters: Letters[]; fallen: Fallen; before: string; after: string }

const nowhere: Fallen = { place: { blockId: null, kind: null }, personId: null, letters: [] }

/** @returns the runs of lost letters, and where they and what came with them would have stood. */
export function unseatedText(
  store: Y.Doc['store'],
  fresh: readonly Y.Item[],
  places: FallenPlaces,
): { runs: Unseated[]; found: Found } {
  const strays: { client: number; start: number; end: number; stray: Stray }[] = []
  const byId = new Stretches<Stray>()
  const find = (id: Y.ID | null): Fallen | undefined =>
    id === null ? undefined : (byId.find(id.client, id.clock) ?? places.find(id))
  const runs: Unseated[] = []
  for (const item of fresh) {
    if (!(Y.getItem(store, item.id) instanceof Y.GC)) continue
    const parent = (item.parent as unknown) instanceof Y.ID ? (item.parent as unknown as Y.ID) : null
    const above = find(item.origin) ?? find(item.rightOrigin) ?? find(parent)
    const stray = strayOf(item, above)
    const { client, clock } = item.id
    strays.push({ client, start: clock, end: clock + item.length, stray })
    byId.add(client, clock, clock + item.length, stray)
    if (item.parentSub === 'id' && item.content instanceof Y.ContentAny && above)
      nameBlock(above, item.content.arr.at(-1))
    if (!(item.content instanceof Y.ContentString)) continue
    const letters: Letters = { ...item.id, text: item.content.str, dead: true }
    const last = runs.at(-1)
    if (last && follows(item, last)) last.letters.push(letters)
    else runs.push({ letters: [letters], fallen: stray, ...contextOf(stray, item) })
  }
  for (const { stray } of strays) {
    if (stray.place.blockId === null && stray.above) stray.place = placeAbove(stray)
  }
  return { runs, found: strays.map(({ stray, ...stretch }) => ({ fallen: stray, stretches: [stretch] })) }
}

/** A new block inside a fallen one is a place of its own; whatever else hangs where its neighbours hang. */
function strayOf({ content }: Y.Item, above: Fallen | undefined): Stray {
  const isBlock = content instanceof Y.ContentType && content.type instanceof Y.XmlElement
  if (!isBlock) return above ?? { ...nowhere }
  const kind = (content.type as Y.XmlElement).nodeName
  return { place: { blockId: null, kind }, personId: above?.personId ?? null, letters: [], above }
}

function nameBlock(block: Fallen, id: unknown): void {
  if (typeof id === 'string') block.place.blockId ??= id
}

function placeAbove(stray: Stray): Fallen['place'] {
  let at: Stray | undefined = stray
  while (at && at.place.blockId === null) at = at.above
  return at?.place ?? stray.place
}

function follows({ origin }: Y.Item, { letters }: Unseated): boolean {
  const last = letters.at(-1)
  return origin !== null && last?.client === origin.client && last.clock + last.text.length - 1 === origin.clock
}

/** The words left and right of the place where an item would have stood. */
function contextOf({ letters }: Fallen, { origin, rightOrigin }: Y.Item): { before: string; after: string } {
  const text = letters.map((run) => run.text).join('')
  const behind = origin && positionOf(letters, origin)
  const ahead = rightOrigin && positionOf(letters, rightOrigin)
  const at = behind !== null && behind !== undefined ? behind + 1 : (ahead ?? (origin ? text.length : 0))
  return { before: text.slice(0, at), after: text.slice(at) }
}

function positionOf(letters: Letters[], id: Y.ID): number | undefined {
  let passed = 0
  for (const { client, clock, text } of letters) {
    if (client === id.client && clock <= id.clock && id.clock < clock + text.length) return passed + id.clock - clock
    passed += text.length
  }
  return undefined
}

/**
 * The words that only this device has: what this person typed and the server never confirmed, as readable text. Not the
 * whole page, which others have too; and not what this person deleted. Words whose place a colleague has taken away no
 * longer stand in the document: they are read from the edits that brought them.
 */
import * as Y from 'yjs'
import type { Unsaved } from '#app/device/copy-database.ts'
import { pageRoot, toolsRoot } from '#domain/sync/read-content.ts'
import { mergeEdits } from './merge-edits.ts'

/** From which clock on the text of a Yjs client is not saved. */
type From = Map<number, number>
type Run = { text: string; fresh: boolean }

/**
 * @param edits the unconfirmed edits as they were written, where the device has them
 * @returns one line for each block with unsaved words, in the order of the page, and for each piece whose place is gone;
 * empty when no word is among them.
 */
export function unsentWords(document: Y.Doc, unsaved: Iterable<Unsaved>, edits: Iterable<Uint8Array>): string {
  const from: From = new Map()
  for (const { from: clocks } of unsaved) {
    for (const [client, clock] of clocks) from.set(client, Math.min(clock, from.get(client) ?? clock))
  }
  const lines: string[] = []
  walk(document.getXmlFragment(pageRoot), from, lines)
  walk(document.getMap(toolsRoot), from, lines)
  lines.push(...fallen(document, mergeEdits([...edits])))
  return lines.join('\n')
}

/** Letters that are gone although their author did not delete them. */
function fallen({ store }: Y.Doc, edits: Uint8Array | undefined): string[] {
  if (!edits) return []
  const { structs, ds } = Y.decodeUpdate(edits)
  const lines: string[] = []
  let last: Y.ID | undefined
  for (const { id, content, origin } of structs as Y.Item[]) {
    if (!(content instanceof Y.ContentString)) continue
    content.str.split('').forEach((letter, at) => {
      const own = Y.createID(id.client, id.clock + at)
      if (Y.isDeleted(ds, own) || own.clock >= Y.getState(store, own.client)) return
      if (!(Y.getItem(store, own) as Y.Item | Y.GC).deleted) return
      const before = at > 0 ? Y.createID(own.client, own.clock - 1) : origin
      if (Y.compareIDs(before, last ?? null) && last) lines.push(lines.pop() + letter)
      else lines.push(letter)
      last = own
    })
  }
  return lines.map((words) => words.replace(/\s+/g, ' ').trim()).filter((words) => words !== '')
}

type Walked = Y.AbstractType<unknown> | Y.XmlFragment | Y.Map<unknown>

function walk(type: Walked, from: From, lines: string[]): void {
  if (type instanceof Y.XmlElement && type.nodeName === 'paragraph') {
    lines.push(...line(type.toArray().flatMap((child) => (child instanceof Y.XmlText ? runsOf(child, from) : []))))
    return
  }
  if (type instanceof Y.Text) {
    lines.push(...line(runsOf(type, from)))
    return
  }
  for (const item of itemsOf(type)) {
    if (item.content instanceof Y.ContentType) walk(item.content.type, from, lines)
    else if (item.parentSub === 'caption' || item.parentSub === 'alt') {
      const [words] = item.content.getContent()
      if (isFresh(item, from) && typeof words === 'string' && words !== '') lines.push(words)
    }
  }
}

/** What stands in a type: its fields first, then what is in order. */
function* itemsOf(type: Walked): Generator<Y.Item> {
  for (const item of type._map.values()) if (!item.deleted) yield item
  for (let item = type._start; item; item = item.right) if (!item.deleted) yield item
}

function isFresh({ id, length }: Y.Item, from: From): boolean {
  return id.clock + length > (from.get(id.client) ?? Number.POSITIVE_INFINITY)
}

function runsOf(text: Y.Text, from: From): Run[] {
  const runs: Run[] = []
  const add = (letters: string, fresh: boolean) => {
    const last = runs.at(-1)
    if (letters === '') return
    if (last?.fresh === fresh) last.text += letters
    else runs.push({ text: letters, fresh })
  }
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    const { str } = item.content
    // Yjs joins what one client typed in one go: the end of a piece may be new where its beginning is not.
    const known = Math.max(
      0,
      Math.min(str.length, (from.get(item.id.client) ?? Number.POSITIVE_INFINITY) - item.id.clock),
    )
    add(str.slice(0, known), false)
    add(str.slice(known), true)
  }
  return runs
}

/** The fresh parts of a block, each to the ends of its words; `…` stands for what the others have too. */
function line(runs: Run[]): string[] {
  if (!runs.some((run) => run.fresh && run.text.trim() !== '')) return []
  let words = ''
  runs.forEach((run, index) => {
    if (run.fresh) {
      words += run.text
      return
    }
    const before = index === 0 ? '' : (/^\S*/.exec(run.text)?.[0] ?? '')
    const after = index === runs.length - 1 ? '' : (/\S*$/.exec(run.text)?.[0] ?? '')
    words += before.length + after.length >= run.text.length ? run.text : `${before} … ${after}`
  })
  return [words.replace(/\s+/g, ' ').trim()]
}

/**
 * The acts of people on a tool's Y.Map. Each is one transaction with the handle's origin, so that an undo manager with
 * that origin takes back this person's acts alone.
 */
import { generateKeyBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { isList, type List, type Shape, storeOf } from './shape.ts'
import { isOrder, newRow } from './stored-tool.ts'

export type ToolHandle = { map: Y.Map<unknown>; shape: Shape; origin: unknown }
type Row = Y.Map<unknown>

export function change<T>(handle: ToolHandle, work: () => T): T {
  return handle.map.doc ? handle.map.doc.transact(work, handle.origin) : work()
}

/** The shared text of a field of the tool itself; made when an older document lacks it. */
export function fieldText(handle: ToolHandle, name: string): Y.Text {
  return textIn(handle, handle.map, name)
}

/** The shared text of a field of one item; undefined when a colleague took the item away. */
export function itemText(handle: ToolHandle, list: string, id: string, name: string): Y.Text | undefined {
  const row = findRow(handle, list, id)
  return row && textIn(handle, row, name)
}

export function setField(handle: ToolHandle, name: string, value: unknown): void {
  change(handle, () => handle.map.set(name, value))
}

export function setItemFields(handle: ToolHandle, list: string, id: string, values: Record<string, unknown>): void {
  const row = findRow(handle, list, id)
  if (!row) return
  change(handle, () => {
    for (const [name, value] of Object.entries(values)) row.set(name, value)
  })
}

/** Replaces a shared text by the smallest change that leads to `value`. */
export function setText(handle: ToolHandle, shared: Y.Text, value: string): void {
  const edit = smallestEdit(shared.toString(), value)
  if (!edit) return
  change(handle, () => {
    shared.delete(edit.at, edit.remove)
    shared.insert(edit.at, edit.insert)
  })
}

/** Adds an item at the end of a list, or before the item `before`. */
export function addItem(
  handle: ToolHandle,
  list: string,
  item: { id: string } & Record<string, unknown>,
  before: string | null = null,
): void {
  const { store, lane } = storeOf(handle.shape, list)
  change(handle, () => {
    const order = orderBefore(rowsOf(handle, list), before)
    const fields = (handle.shape.parts[list] as List).fields
    let rows = handle.map.get(store)
    if (!(rows instanceof Y.Array)) {
      rows = new Y.Array()
      handle.map.set(store, rows)
    }
    ;(rows as Y.Array<unknown>).push([newRow(fields, item, order, lane)])
  })
}

export function removeItem(handle: ToolHandle, list: string, id: string): void {
  const rows = handle.map.get(storeOf(handle.shape, list).store)
  if (!(rows instanceof Y.Array)) return
  const at = (rows.toArray() as Row[]).findIndex((row) => row.get('id') === id)
  if (at >= 0) change(handle, () => rows.delete(at))
}

/** Carries an item to a place in its own list or in another lane of the same store; its shared texts stay themselves. */
export function moveItem(handle: ToolHandle, from: string, id: string, to: string, before: string | null): void {
  const row = findRow(handle, from, id)
  const target = storeOf(handle.shape, to)
  if (!row || target.store !== storeOf(handle.shape, from).store) return
  change(handle, () => {
    row.set(
      'order',
      orderBefore(
        rowsOf(handle, to).filter((other) => other !== row),
        before,
      ),
    )
    if (target.lane !== null && row.get('lane') !== target.lane) row.set('lane', target.lane)
  })
}

/** The rows of a list in order. */
function rowsOf(handle: ToolHandle, list: string): Row[] {
  const part = handle.shape.parts[list]
  if (!part || !isList(part)) return []
  const { store, lane } = storeOf(handle.shape, list)
  const rows = handle.map.get(store)
  if (!(rows instanceof Y.Array)) return []
  const sortKey = (row: Row) => `${row.get('order')} ${row.get('id')}`
  return (rows.toArray() as Row[])
    .filter((row) => lane === null || row.get('lane') === lane)
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

function findRow(handle: ToolHandle, list: string, id: string): Row | undefined {
  const rows = handle.map.get(storeOf(handle.shape, list).store)
  return rows instanceof Y.Array ? (rows.toArray() as Row[]).find((row) => row.get('id') === id) : undefined
}

function textIn(handle: ToolHandle, row: Row, name: string): Y.Text {
  const found = row.get(name)
  if (found instanceof Y.Text) return found
  const made = new Y.Text()
  change(handle, () => row.set(name, made))
  return made
}

/** An order key just before the row `before`; two rows that got the same key from two people at once count as one. */
function orderBefore(rows: Row[], before: string | null): string {
  const orders = rows.map((row) => row.get('order')).filter(isOrder)
  const at = before === null ? -1 : rows.findIndex((row) => row.get('id') === before)
  if (at < 0) return generateKeyBetween(orders.at(-1) ?? null, null)
  const upper = rows[at]!.get('order') as string
  const lower = orders.filter((order) => order < upper).at(-1) ?? null
  return generateKeyBetween(lower, upper)
}

/** The one replaced stretch between two texts, or null when they are the same. Never splits a surrogate pair. */
export function smallestEdit(old: string, value: string): { at: number; remove: number; insert: string } | null {
  if (old === value) return null
  let at = 0
  while (at < old.length && at < value.length && old[at] === value[at]) at++
  if (at > 0 && /[\uD800-\uDBFF]/.test(old[at - 1]!)) at--
  let tail = 0
  while (tail < old.length - at && tail < value.length - at && old.at(-1 - tail) === value.at(-1 - tail)) tail++
  if (tail > 0 && /[\uDC00-\uDFFF]/.test(old.at(-tail)!)) tail--
  return { at, remove: old.length - at - tail, insert: value.slice(at, value.length - tail) }
}

/**
 * A tool's plain state and its Y.Map in the shared document, both ways.
 *
 * Reading is faithful: what the shape does not know, or what has the wrong type, is handed on as it is (a text that is
 * no plain Y.Text becomes `{ unreadable }`), so that the strict check refuses it instead of silently hiding it.
 */
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import * as Y from 'yjs'
import { isSeen, seenKey } from './seen-words.ts'
import { emptyValue, type Field, type Fields, isList, type List, type Shape, textSlack } from './shape.ts'

type Row = { id: unknown; order: unknown; lane: unknown; item: Record<string, unknown> }

/** Reads a tool's Y.Map; absent fields have their empty value. */
export function readStored(shape: Shape, map: Y.Map<unknown>): Record<string, unknown> {
  const state: Record<string, unknown> = { tool: map.get('tool') }
  const unknownKeys = new Set(map.keys())
  unknownKeys.delete('tool')
  if (isSeen(map.get(seenKey))) unknownKeys.delete(seenKey)
  for (const [name, part] of Object.entries(shape.parts)) {
    if (isList(part)) {
      unknownKeys.delete(part.store ?? name)
      if (part.store === null) state[name] = readList(part.fields, map.get(name))
    } else {
      unknownKeys.delete(name)
      state[name] = readField(part, map.get(name))
    }
  }
  for (const [store, lanes] of lanesOf(shape)) Object.assign(state, readLanes(store, lanes, map.get(store)))
  for (const name of unknownKeys) state[name] = plain(map.get(name))
  return state
}

/** Writes a whole state into a fresh Y.Map; call it once, when the tool is created. */
export function writeStored(shape: Shape, map: Y.Map<unknown>, state: Record<string, unknown>): void {
  map.set('tool', state.tool)
  const rows = new Map<string, { fields: Fields; lane: string | null; item: Record<string, unknown> }[]>()
  for (const [name, part] of Object.entries(shape.parts)) {
    if (!isList(part)) {
      map.set(name, storedValue(part, state[name]))
      continue
    }
    const store = rows.get(part.store ?? name) ?? []
    rows.set(part.store ?? name, store)
    for (const item of (state[name] as Record<string, unknown>[]) ?? [])
      store.push({ fields: part.fields, lane: part.store === null ? null : name, item })
  }
  for (const [store, items] of rows) {
    const orders = generateNKeysBetween(null, null, items.length)
    map.set(store, Y.Array.from(items.map(({ fields, lane, item }, at) => newRow(fields, item, orders[at]!, lane))))
  }
}

/** One row of a list, not yet in the document. */
export function newRow(
  fields: Fields,
  item: Record<string, unknown>,
  order: string,
  lane: string | null,
): Y.Map<unknown> {
  const row = new Y.Map<unknown>()
  row.set('id', item.id)
  row.set('order', order)
  if (lane !== null) row.set('lane', lane)
  for (const [name, field] of Object.entries(fields)) {
    const value = item[name] ?? emptyValue(field)
    if (value !== null) row.set(name, storedValue(field, value))
  }
  return row
}

function storedValue(field: Field, value: unknown): unknown {
  return field.kind === 'text' ? new Y.Text(String(value ?? '')) : (value ?? emptyValue(field))
}

function lanesOf(shape: Shape): Map<string, Record<string, List>> {
  const stores = new Map<string, Record<string, List>>()
  for (const [name, part] of Object.entries(shape.parts))
    if (isList(part) && part.store !== null) stores.set(part.store, { ...stores.get(part.store), [name]: part })
  return stores
}

function readList(fields: Fields, value: unknown): unknown {
  const rows = readRows(fields, value)
  return (
    rows?.map((row) => (row.lane === undefined ? row.item : { ...row.item, lane: row.lane })) ?? { unreadable: true }
  )
}

function readLanes(store: string, lanes: Record<string, List>, value: unknown): Record<string, unknown> {
  const union: Fields = Object.assign({}, ...Object.values(lanes).map((part) => part.fields))
  const rows = readRows(union, value)
  if (!rows) return { [store]: { unreadable: true } }
  const state: Record<string, unknown> = Object.fromEntries(Object.keys(lanes).map((name) => [name, []]))
  for (const { lane, item } of rows) {
    const part = typeof lane === 'string' ? lanes[lane] : undefined
    if (!part) return { ...state, [store]: [{ lane: plain(lane) }] }
    // A card keeps what it said in another lane, unseen, so that carrying it back brings the words back.
    for (const [name, field] of Object.entries(union))
      if (!part.fields[name] && !tooLong(field, item[name])) delete item[name]
    ;(state[lane as string] as unknown[]).push(item)
  }
  return state
}

const tooLong = (field: Field, value: unknown) =>
  field.kind === 'text' && !(typeof value === 'string' && value.length <= field.most * textSlack)

/** @returns the rows in order, or null when the value is no list of rows. */
function readRows(fields: Fields, value: unknown): Row[] | null {
  if (value === undefined) return []
  if (!(value instanceof Y.Array)) return null
  const rows: Row[] = []
  for (const entry of value) {
    if (!(entry instanceof Y.Map)) return null
    const item: Record<string, unknown> = { id: plain(entry.get('id')) }
    for (const [name, field] of Object.entries(fields)) item[name] = readField(field, entry.get(name))
    for (const name of entry.keys())
      if (!(name in item) && name !== 'order' && name !== 'lane') item[name] = plain(entry.get(name))
    const order = entry.get('order')
    if (!isOrder(order)) item.order = plain(order) ?? 'none'
    rows.push({ id: item.id, order, lane: entry.get('lane'), item })
  }
  return rows.sort((a, b) => compare(String(a.order), String(b.order)) || compare(String(a.id), String(b.id)))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Whether a value is an order key that other keys can be made from. */
export function isOrder(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 120 || !/^[0-9A-Za-z]+$/.test(value)) return false
  try {
    return generateKeyBetween(value, null).length > 0
  } catch {
    return false
  }
}

function readField(field: Field, value: unknown): unknown {
  if (value === undefined) return emptyValue(field)
  if (field.kind !== 'text') return plain(value)
  if (!(value instanceof Y.Text)) return { unreadable: true }
  const onlyText = value
    .toDelta()
    .every((part: { insert: unknown; attributes?: object }) => typeof part.insert === 'string' && !part.attributes)
  return onlyText ? value.toString() : { unreadable: true }
}

/** A JSON value as it is; anything shared or binary where none belongs becomes a mark that the check refuses. */
function plain(value: unknown): unknown {
  if (value instanceof Y.AbstractType || value instanceof Y.Doc || value instanceof Uint8Array)
    return { unreadable: true }
  return value
}

/**
 * Makes a tool's Y.Map say another state by the smallest difference: cards and texts that stay are the same cards and
 * texts, so that a colleague's words in one of them are not swallowed.
 */
import type * as Y from 'yjs'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import {
  addItem,
  fieldText,
  itemText,
  moveItem,
  removeItem,
  setField,
  setItemFields,
  setText,
  type ToolHandle,
} from './edit-tool.ts'
import { isToolKind, readTool, toolOf } from './registry.ts'
import { isList, type List, storeOf } from './shape.ts'

type Item = { id: string } & Record<string, unknown>

/** Call it inside a transaction, and read the tool afterwards: what cannot be led over is left as it is. */
export function rewriteTool(map: Y.Map<unknown>, state: ToolState): void {
  if (!isToolKind(state.tool) || map.get('tool') !== state.tool) return
  const handle: ToolHandle = { map, shape: toolOf(state.tool).shape, origin: null }
  const is = readTool(map)
  removeMissing(handle, is, state)
  for (const [name, part] of Object.entries(handle.shape.parts)) {
    if (isList(part)) rewriteList(handle, name, part, is, state)
    else if (part.kind === 'text') setText(handle, fieldText(handle, name), String(state[name] ?? ''))
    else if (!alike(is[name], state[name])) setField(handle, name, state[name])
  }
}

const itemsOf = (state: ToolState, name: string) => (Array.isArray(state[name]) ? (state[name] as Item[]) : [])

function listNames({ shape }: ToolHandle): string[] {
  return Object.entries(shape.parts).flatMap(([name, part]) => (isList(part) ? [name] : []))
}

/** The list of the same store in which an item lies. */
function listWith(handle: ToolHandle, state: ToolState, near: string, id: string): string | undefined {
  const { store } = storeOf(handle.shape, near)
  return listNames(handle).find(
    (name) => storeOf(handle.shape, name).store === store && itemsOf(state, name).some((item) => item.id === id),
  )
}

function removeMissing(handle: ToolHandle, is: ToolState, state: ToolState): void {
  for (const name of listNames(handle))
    for (const { id } of itemsOf(is, name)) if (!listWith(handle, state, name, id)) removeItem(handle, name, id)
}

function rewriteList(handle: ToolHandle, name: string, part: List, is: ToolState, state: ToolState): void {
  const wanted = itemsOf(state, name)
  const place = new Map(itemsOf(is, name).map(({ id }, n) => [id, n]))
  const kept = wanted.flatMap(({ id }) => place.get(id) ?? [])
  const inOrder = kept.every((at, n) => n === 0 || kept[n - 1]! < at)
  // From the last to the first: what an item is put before stands there already.
  for (let n = wanted.length - 1; n >= 0; n--) {
    const item = wanted[n]!
    const before = wanted[n + 1]?.id ?? null
    const from = listWith(handle, is, name, item.id)
    if (from === undefined) {
      addItem(handle, name, item, before)
      continue
    }
    if (from !== name || !inOrder) moveItem(handle, from, item.id, name, before)
    const was = itemsOf(is, from).find(({ id }) => id === item.id)
    for (const [field, kind] of Object.entries(part.fields)) {
      if (kind.kind === 'text') {
        const text = itemText(handle, name, item.id, field)
        if (text) setText(handle, text, String(item[field] ?? ''))
      } else if (!alike(was?.[field], item[field])) setItemFields(handle, name, item.id, { [field]: item[field] })
    }
  }
}

const alike = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

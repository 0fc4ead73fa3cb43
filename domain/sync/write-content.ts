/**
 * Writes plain content into a shared document: whole (a seed) or as the smallest difference (a history, a restore).
 * Call it inside `document.transact`, so that one act is one update.
 */
import * as Y from 'yjs'
import { completeTool, readTool, writeTool } from '#domain/blocks/registry.ts'
import { rewriteTool } from '#domain/blocks/rewrite-tool.ts'
import type { EntryContent, PageNode, ToolState } from '#domain/portfolio/page-schema.ts'
import { pageRoot, readBlock, toolsRoot } from './read-content.ts'
import { attributesOf, rewriteText } from './write-text.ts'

type Child = Y.XmlElement | Y.XmlText
/** What stands in a parent: one node, or a run of texts, which is one Y.XmlText. */
type Part = PageNode | PageNode[]

/** Makes the document say `content`, touching only what differs. */
export function writeContent(document: Y.Doc, content: EntryContent): void {
  writeChildren(document.getXmlFragment(pageRoot), partsOf(content.page))
  const tools = document.getMap(toolsRoot)
  for (const key of [...tools.keys()]) if (!(key in content.blocks)) tools.delete(key)
  for (const [key, state] of Object.entries(content.blocks)) {
    const before = tools.get(key)
    if (before instanceof Y.Map && (toolSays(state, before) || ledOver(before, state))) continue
    const map = new Y.Map<unknown>()
    tools.set(key, map)
    writeTool(map, state)
  }
}

const toolSays = (state: ToolState, map: Y.Map<unknown>) => {
  const standing = readTool(map)
  return same(standing, state) || same(standing, completeTool(state))
}

/** Whether a tool could be changed in place. */
function ledOver(map: Y.Map<unknown>, state: ToolState): boolean {
  rewriteTool(map, state)
  return toolSays(state, map)
}

const textBlocks = new Set(['paragraph'])

/** A text block always has its one Y.XmlText: two people who begin it at once then write into the same one. */
function partsOf(node: PageNode): Part[] {
  const parts: Part[] = []
  for (const child of node.content ?? []) {
    const last = parts.at(-1)
    if (child.type !== 'text') parts.push(child)
    else if (Array.isArray(last)) last.push(child)
    else parts.push([child])
  }
  if (parts.length === 0 && textBlocks.has(node.type)) parts.push([])
  return parts
}

function make(part: Part): Child {
  if (Array.isArray(part)) {
    const text = new Y.XmlText()
    text.applyDelta(part.map((node) => ({ insert: node.text ?? '', attributes: attributesOf(node.marks) })))
    return text
  }
  const element = new Y.XmlElement(part.type)
  for (const [name, value] of attributesToWrite(part)) element.setAttribute(name, value as string)
  const children = partsOf(part).map(make)
  if (children.length > 0) element.insert(0, children)
  return element
}

function attributesToWrite(node: PageNode): [string, unknown][] {
  return Object.entries(node.attrs ?? {}).filter(([, value]) => value !== null && value !== undefined)
}

function writeChildren(parent: Y.XmlFragment, parts: Part[]): void {
  const children = parent.toArray() as Child[]
  let left = 0
  while (left < children.length && left < parts.length && says(children[left]!, parts[left]!)) left++
  let right = 0
  const room = Math.min(children.length, parts.length) - left
  while (right < room && says(children.at(-1 - right)!, parts.at(-1 - right)!)) right++

  const oldMiddle = children.slice(left, children.length - right)
  const newMiddle = parts.slice(left, parts.length - right)
  let at = left
  while (oldMiddle.length > 0 || newMiddle.length > 0) {
    const child = oldMiddle[0]
    const part = newMiddle[0]
    if (child && part && mayBecome(child, part)) {
      rewrite(child, part)
      oldMiddle.shift()
      newMiddle.shift()
      at++
    } else if (part && (!child || comesFirst(child, part, oldMiddle, newMiddle))) {
      parent.insert(at, [make(part)])
      newMiddle.shift()
      at++
    } else {
      parent.delete(at, 1)
      oldMiddle.shift()
    }
  }
}

/** Whether the new part is put before the old child, which may still be wanted: a block that stays is never made anew. */
function comesFirst(child: Child, part: Part, oldMiddle: Child[], newMiddle: Part[]): boolean {
  const childWanted = newMiddle.some((other) => isSame(child, other))
  const partStands = oldMiddle.some((other) => isSame(other, part))
  if (childWanted !== partStands) return childWanted
  return newMiddle.length > oldMiddle.length
}

function isSame(child: Child, part: Part): boolean {
  if (child instanceof Y.XmlText || Array.isArray(part)) return false
  const id = child.getAttribute('id')
  return Boolean(id) && id === part.attrs?.id && child.nodeName === part.type
}

function says(child: Child, part: Part): boolean {
  return same(readBlock(child), (Array.isArray(part) ? part : [part]).map(plain))
}

/** A node as `readBlock` would give it back. */
function plain(node: PageNode): PageNode {
  const attrs = Object.fromEntries(attributesToWrite(node).sort(([a], [b]) => (a < b ? -1 : 1)))
  const content = (node.content ?? []).filter((child) => child.type !== 'text' || child.text).map(plain)
  return {
    type: node.type,
    ...(node.text === undefined ? {} : { text: node.text }),
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
    ...(node.marks?.length ? { marks: [...node.marks].sort((a, b) => (a.type < b.type ? -1 : 1)) } : {}),
  }
}

function mayBecome(child: Child, part: Part): boolean {
  if (child instanceof Y.XmlText) return Array.isArray(part)
  if (Array.isArray(part) || child.nodeName !== part.type) return false
  const id = child.getAttribute('id')
  return !id || !part.attrs?.id || id === part.attrs.id
}

function rewrite(child: Child, part: Part): void {
  if (child instanceof Y.XmlText) {
    if (Array.isArray(part)) rewriteText(child, readBlock(child), part.map(plain))
    return
  }
  if (Array.isArray(part)) return
  const wanted = new Map(attributesToWrite(part))
  for (const [name, value] of Object.entries(child.getAttributes() as Record<string, unknown>)) {
    if (!wanted.has(name)) child.removeAttribute(name)
    else if (same(value, wanted.get(name))) wanted.delete(name)
  }
  for (const [name, value] of wanted) child.setAttribute(name, value as string)
  writeChildren(child, partsOf(part))
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
}

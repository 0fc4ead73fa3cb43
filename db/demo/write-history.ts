/**
 * Makes the update log of a document out of what each author wrote when: real Yjs updates, one client for each author,
 * so that carets, contributions and replay find what they would find after months of use.
 */
import * as Y from 'yjs'
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { historyUpdates } from '#domain/sync/document-history.ts'
import { readContent } from '#domain/sync/read-content.ts'
import { laterBy } from './demo-time.ts'
import type { WrittenEntry } from './read-entry.ts'

export type LogRow = { personId: string; clientId: number; at: string; update: Uint8Array; insertedCharacters: number }
export type History = { log: LogRow[]; content: EntryContent; endedAt: string }

/** How many words one update carries while several write at once. */
const wordsAtOnce = 7

export function historyOf(entry: WrittenEntry): History {
  const steps = stepsOf(entry).map(({ contribution, at, shown }) => {
    const { personId } = entry.contributions[contribution]!
    return { personId, at, content: shownContent(entry, shown) }
  })
  let length = 0
  const log = historyUpdates(entry.documentId, steps).map(({ content, personId, ...row }) => {
    const before = length
    length = lengthOf(content)
    return { ...row, personId: personId!, insertedCharacters: Math.max(0, length - before) }
  })
  const document = new Y.Doc()
  for (const { update } of log) Y.applyUpdate(document, update)
  const content = readContent(document)
  document.destroy()
  return { log, content, endedAt: log.at(-1)!.at }
}

/** What the page said at an instant. */
export function contentAt(entry: WrittenEntry, instant: string): EntryContent {
  const past = stepsOf(entry).filter((step) => step.at <= instant)
  return shownContent(entry, past.at(-1)?.shown ?? [])
}

type Step = { contribution: number; at: string; shown: number[] }

/** `shown` counts, for each contribution, its pieces that stand on the page after the step. */
function stepsOf(entry: WrittenEntry): Step[] {
  const shown = entry.contributions.map(() => 0)
  const pieces = entry.contributions.map((one) => piecesOf(entry, one.nodes).length)
  const turns: { contribution: number; at: string }[] = []
  entry.contributions.forEach((one, contribution) => {
    for (let piece = 0; piece < pieces[contribution]!; piece++) {
      const pace = entry.together ? 11 : 70
      turns.push({ contribution, at: laterBy(one.at, piece * pace + (entry.together ? contribution * 3 : 0)) })
    }
  })
  turns.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.contribution - b.contribution))
  return turns.map(({ contribution, at }) => {
    shown[contribution]!++
    return { contribution, at, shown: [...shown] }
  })
}

/** The states through which a contribution grows: block by block, or a few words at a time. */
function piecesOf(entry: WrittenEntry, nodes: PageNode[]): PageNode[][] {
  const pieces: PageNode[][] = []
  nodes.forEach((node, index) => {
    const before = nodes.slice(0, index)
    if (entry.together) for (const part of growing(node)) pieces.push([...before, part])
    pieces.push([...before, node])
  })
  return pieces
}

/** A paragraph of one plain run of words, as it looks while it is typed; other blocks come whole. */
function growing(node: PageNode): PageNode[] {
  const text = node.content?.[0]?.text
  if (node.type !== 'paragraph' || node.content?.length !== 1 || !text) return []
  const words = text.split(' ')
  const parts: PageNode[] = []
  for (let count = wordsAtOnce; count < words.length; count += wordsAtOnce)
    parts.push({ ...node, content: [{ ...node.content[0]!, text: words.slice(0, count).join(' ') }] })
  return parts
}

function shownContent(entry: WrittenEntry, shown: number[]): EntryContent {
  const content = entry.contributions.flatMap((one, index) => {
    const count = shown[index] ?? 0
    return count === 0 ? [] : piecesOf(entry, one.nodes)[count - 1]!
  })
  const blockIds = new Set(content.map((node) => node.attrs?.blockId).filter(Boolean))
  const blocks = Object.fromEntries(Object.entries(entry.blocks).filter(([id]) => blockIds.has(id)))
  return { page: { type: 'doc', content }, blocks }
}

function lengthOf({ page, blocks }: EntryContent): number {
  const text = (node: PageNode): number =>
    (node.text?.length ?? 0) + (node.content ?? []).reduce((sum, child) => sum + text(child), 0)
  return text(page) + (Object.keys(blocks).length > 0 ? JSON.stringify(blocks).length : 0)
}

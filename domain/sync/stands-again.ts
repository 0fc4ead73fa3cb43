/** Whether swallowed text has come back by itself: an undo, or its author wrote it once more in the same place. */
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { pagePlainText } from '#domain/portfolio/page-text.ts'
import { around } from './letters.ts'

type Row = { kind: string; text: string; wordsBefore: string; wordsAfter: string; blockId: string | null }

/** Shorter text stands somewhere in any page. */
const least = 12

export function standsAgain(content: EntryContent, rescue: Row): boolean {
  if (plain(rescue.text) === '') return false
  if (rescue.kind === 'block') {
    const node = readBlockRow(rescue.text)
    return node !== undefined && blockStands(content.page, node)
  }
  const tool = rescue.blockId === null ? undefined : content.blocks[rescue.blockId]
  if (tool) return hasPlace(content.page, rescue.blockId) && standsIn(wordsOf(tool), rescue)
  const whole = plain(rescue.wordsBefore + rescue.text + rescue.wordsAfter)
  return whole.length >= least && plain(pagePlainText(content)).includes(whole)
}

/** The block that a row of kind `block` holds. */
export function readBlockRow(text: string): PageNode | undefined {
  try {
    return JSON.parse(text) as PageNode
  } catch {
    return undefined
  }
}

function blockStands(node: PageNode, block: PageNode): boolean {
  const is = (name: string) => block.attrs?.[name] && node.attrs?.[name] === block.attrs[name]
  return Boolean(is('id') || is('blockId')) || (node.content ?? []).some((child) => blockStands(child, block))
}

/** In one of a tool's texts, or each line in one of them where several pieces wait together. */
function standsIn(words: string[], { text, wordsBefore, wordsAfter }: Row): boolean {
  const lines = text.split('\n').map(plain).filter(Boolean)
  if (lines.length > 1)
    return lines.join('').length >= least && lines.every((line) => words.some((one) => one.includes(line)))
  const whole = plain(wordsBefore + text + wordsAfter)
  const isAll = wordsBefore.length < around && wordsAfter.length < around
  return words.some((one) => (isAll ? one === whole : one.includes(whole)))
}

function hasPlace(node: PageNode, blockId: string | null): boolean {
  if (node.type === 'thinkingTool') return node.attrs?.blockId === blockId
  return (node.content ?? []).some((child) => hasPlace(child, blockId))
}

function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [plain(value)]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : []
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

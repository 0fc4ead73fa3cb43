/** Blocks that share one id, or one text, after two people changed the layout of the same block at once. */
import type { PageNode } from '#domain/portfolio/page-schema.ts'

type Block = { id: string; text: string }

/** Each text that stands in two blocks of one id: exact evidence, because an id is given once. */
export function doubledBlocks(page: PageNode): { blockId: string; text: string }[] {
  const seen = new Map<string, string>()
  const doubled = new Map<string, string>()
  for (const { id, text } of textBlocks(page)) {
    if (text !== '' && seen.get(id) === text) doubled.set(id, text)
    else if (!seen.has(id)) seen.set(id, text)
  }
  return [...doubled].map(([blockId, text]) => ({ blockId, text }))
}

/** Whether it still does. */
export function standsTwice(
  page: PageNode,
  row: { text: string; blockId: string | null; otherBlockId: string | null },
) {
  const text = row.text.trim()
  const places = textBlocks(page).filter((block) => block.text.includes(text))
  const first = places.find(({ id }) => id === row.blockId)
  return first !== undefined && places.some((block) => block !== first && block.id === row.otherBlockId)
}

function textBlocks(node: PageNode): Block[] {
  if (node.type !== 'paragraph') return (node.content ?? []).flatMap(textBlocks)
  const id = node.attrs?.id
  const text = (node.content ?? []).map((child) => child.text ?? '').join('')
  return typeof id === 'string' ? [{ id, text }] : []
}

/** What a comparison shows, as one sentence. */
import { capitalised, counted, listed } from '../in-words.ts'
import { isLeaf } from './block-index.ts'
import type { BlockDiff, PageDiff } from './compare-pages.ts'

const kinds = ['paragraph', 'image', 'evidence', 'thinkingTool', 'divider'] as const
const names: Record<(typeof kinds)[number], string> = {
  paragraph: 'passage',
  image: 'picture',
  evidence: 'piece of evidence',
  thinkingTool: 'thinking tool',
  divider: 'line across',
}
const many = (name: string) =>
  name === 'piece of evidence' ? 'pieces of evidence' : name === 'line across' ? 'lines across' : `${name}s`

/** "Two passages reworded, a picture added and one passage moved." */
export function tellDiff({ blocks }: PageDiff): string {
  const leaves = blocks.flatMap(leavesIn)
  const parts: string[] = []
  const count = (of: BlockDiff[], what: string) => {
    for (const kind of kinds) {
      const some = of.filter((block) => block.node.type === kind && hasWords(block))
      if (some.length > 0) parts.push(`${counted(some.length, names[kind], many(names[kind]))} ${what}`)
    }
  }
  count(
    leaves.filter((block) => block.change === 'changed' && (block.inline?.reworded ?? false)),
    'reworded',
  )
  count(
    leaves.filter((block) => block.change === 'changed' && !block.inline?.reworded),
    'changed',
  )
  count(
    leaves.filter((block) => block.change === 'added'),
    'added',
  )
  count(
    leaves.filter((block) => block.change === 'removed'),
    'taken out',
  )
  count(
    leaves.filter((block) => block.moved),
    'moved',
  )
  const around = blocks.flatMap(containersIn)
  const moved = around.filter((block) => block.moved).length
  const changed = around.filter((block) => block.change === 'changed').length
  if (moved > 0) parts.push(`${counted(moved, 'list, table or callout', 'lists, tables or callouts')} moved`)
  if (changed > 0)
    parts.push(`${counted(changed, 'list, table or callout', 'lists, tables or callouts')} of another form`)
  if (parts.length > 0) return `${capitalised(listed(parts))}.`
  return leaves.every((block) => block.change === 'same')
    ? 'Nothing differs: both say the same.'
    : 'Only empty lines differ.'
}

/** An empty line that came or went is nothing to tell of. */
function hasWords({ node, inline }: BlockDiff): boolean {
  return node.type !== 'paragraph' || (inline?.pieces.length ?? 0) > 0
}

function leavesIn(block: BlockDiff): BlockDiff[] {
  return isLeaf(block.node) ? [block] : block.children.flatMap(leavesIn)
}

function containersIn(block: BlockDiff): BlockDiff[] {
  return isLeaf(block.node) ? [] : [block, ...block.children.flatMap(containersIn)]
}

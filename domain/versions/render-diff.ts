/**
 * The difference of two versions as HTML: `<ins>` and `<del>` around words, a note in words at every block that changed.
 * Nothing depends on colour. As safe as a rendered page: everything is escaped, and pictures are what may be seen now.
 */
import { pageDom, taskItemDom } from '#domain/portfolio/page-dom.ts'
import { domToHtml, escapeHtml, inlineHtml, type PageSurroundings, renderPage } from '#domain/portfolio/render-page.ts'
import { capitalised, counted } from '../in-words.ts'
import { wordsIn } from './block-index.ts'
import { blockName } from './block-notes.ts'
import type { InlineDiff } from './compare-inline.ts'
import type { BlockDiff, PageDiff } from './compare-pages.ts'

type Options = PageSurroundings & { onlyChanges?: boolean }
/** Blocks whose element may stand only in a certain parent: their note goes inside. */
const noteInside = new Set(['listItem', 'taskItem', 'tableCell', 'tableHeader'])
const deepest = 60

export function renderDiff(diff: PageDiff, options: Options): string {
  if (!options.onlyChanges) return diff.blocks.map((block) => render(block, diff, options, 0)).join('')
  let html = ''
  let unchanged = 0
  const skip = () => {
    if (unchanged > 0) html += `<p class="diff-skip">${capitalised(counted(unchanged, 'block'))} as before.</p>`
    unchanged = 0
  }
  for (const block of diff.blocks) {
    if (isUnchanged(block)) unchanged++
    else {
      skip()
      html += render(block, diff, options, 0)
    }
  }
  skip()
  return html
}

export function isUnchanged(block: BlockDiff): boolean {
  return block.change === 'same' && !block.moved && block.children.every(isUnchanged)
}

function render(
  block: BlockDiff,
  diff: PageDiff,
  around: Options,
  depth: number,
  within?: BlockDiff['change'],
): string {
  if (depth > deepest) return ''
  const sentences = sentencesOf(block, within)
  const { node } = block
  const whole = block.change === 'added' || block.change === 'removed' ? block.change : undefined
  const draw = (child: BlockDiff) => render(child, diff, around, depth + 1, whole)
  if (node.type === 'tableRow') {
    // What is said of a row stands in its first cell.
    const [first, ...rest] = block.children
    const cells = first ? [{ ...first, notes: [...sentences, ...first.notes] }, ...rest] : []
    return domToHtml(pageDom.tableRow!(node.attrs ?? {}), cells.map(draw).join(''))
  }
  const note = noteHtml(sentences)
  const children = () => block.children.map(draw).join('')
  const inside = noteInside.has(node.type)
  const html = element(block, diff, around, inside ? note : '', children)
  return inside || note === '' ? html : `<div class="diff-block" data-change="${block.change}">${note}${html}</div>`
}

function element(block: BlockDiff, diff: PageDiff, around: Options, note: string, children: () => string): string {
  const { node } = block
  const attrs = node.attrs ?? {}
  if (node.type === 'paragraph') return domToHtml(pageDom.paragraph!(attrs), block.inline ? inline(block.inline) : '')
  if (block.children.length === 0 && !pageDom[node.type] && node.type !== 'taskItem') return leaf(block, diff, around)
  const inner = `${note}${children()}`
  if (node.type === 'taskItem') return domToHtml(taskItemDom(attrs, wordsIn(node)), inner)
  const dom = pageDom[node.type]
  return dom ? domToHtml(dom(attrs), inner) : inner
}

/** Pictures, cards and thinking tools look as they do on the page; what was taken out is told in words. */
function leaf(block: BlockDiff, diff: PageDiff, around: Options): string {
  const { blocks } = block.change === 'removed' ? diff.before : diff.after
  return renderPage({ page: { type: 'doc', content: [block.node] }, blocks }, around)
}

function inline({ pieces }: InlineDiff): string {
  const html = pieces
    .map(({ change, nodes }) => {
      const words = inlineHtml(nodes)
      return change === 'same' ? words : change === 'in' ? `<ins>${words}</ins>` : `<del>${words}</del>`
    })
    .join('')
  return html === '' ? '<br>' : html
}

/** @param within what happened to the whole that it stands in, which then said so already */
function sentencesOf(block: BlockDiff, within: BlockDiff['change'] | undefined): string[] {
  const sentences: string[] = []
  if (block.change !== within) {
    if (block.change === 'added') sentences.push(`Added: ${blockName(block.node)}.`)
    if (block.change === 'removed') sentences.push(`Taken out: ${blockName(block.node)}.`)
  }
  if (block.moved) sentences.push('Moved here.')
  return [...sentences, ...block.notes]
}

function noteHtml(sentences: string[]): string {
  if (sentences.length === 0) return ''
  if (sentences.length === 1) return `<p class="diff-note">${escapeHtml(sentences[0]!)}</p>`
  return `<ul class="diff-note">${sentences.map((one) => `<li>${escapeHtml(one)}</li>`).join('')}</ul>`
}

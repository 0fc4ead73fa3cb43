/** A place on the frozen page that the reviewer points at, and how to find it again in the document. */
export type Passage = {
  entryId: string
  blockId: string
  partId: string | null
  region: [number, number, number, number] | null
  start: number | null
  end: number | null
  quote: string
}
type Anchored = Pick<Passage, 'entryId' | 'partId' | 'start' | 'end'> & { blockId: string | null }

const blockSelector = '[data-block-id]'

export function blockAt(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null)
  return element?.closest<HTMLElement>(blockSelector) ?? null
}

export function entryAt(node: Node | null): HTMLElement | null {
  const element = node instanceof Element ? node : (node?.parentElement ?? null)
  return element?.closest<HTMLElement>('[data-entry-id]') ?? null
}

/** Blocks that are pointed at as a whole: the innermost ones, a picture, a card, a thinking tool. */
export function blocksOf(page: HTMLElement): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>(blockSelector)].filter(
    (block) => !block.querySelector(blockSelector) && !block.parentElement?.closest('[data-tool]'),
  )
}

export function findBlockElement(page: HTMLElement, at: Pick<Anchored, 'entryId' | 'blockId'>): HTMLElement | null {
  if (!at.blockId) return null
  const [entry, block] = [CSS.escape(at.entryId), CSS.escape(at.blockId)]
  return page.querySelector(`[data-entry-id="${entry}"] [data-block-id="${block}"]`)
}

/** Text nodes and line breaks of a block, in order, each with its length; a break counts as one character. */
function* pieces(block: HTMLElement): Generator<{ node: Node; length: number }> {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) yield { node, length: node.length }
    else if (node instanceof HTMLBRElement) yield { node, length: 1 }
  }
}

function offsetOf(block: HTMLElement, container: Node, offset: number): number {
  const here = document.createRange()
  here.setStart(block, 0)
  here.setEnd(container, offset)
  const fragment = document.createElement('div')
  fragment.append(here.cloneContents())
  let length = 0
  for (const piece of pieces(fragment)) length += piece.length
  return length
}

function textOf(block: HTMLElement): string {
  let text = ''
  for (const { node } of pieces(block)) text += node instanceof Text ? node.data : '\n'
  return text
}

/** What is selected inside one block; a selection over several keeps to the first. */
export function passageOfSelection(page: HTMLElement, selection: Selection | null): Passage | null {
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  const block = blockAt(range.startContainer)
  const entryId = entryAt(block)?.dataset.entryId
  if (!block || !entryId || !page.contains(block) || block.closest('[data-tool]')) return null
  if (block.querySelector('img, figcaption')) return wholeBlock(block)
  const text = textOf(block)
  const start = offsetOf(block, range.startContainer, range.startOffset)
  const end = block.contains(range.endContainer) ? offsetOf(block, range.endContainer, range.endOffset) : text.length
  const chosen = text.slice(start, end)
  const quote = chosen.trim()
  if (quote === '') return null
  const from = start + chosen.indexOf(quote)
  return {
    entryId,
    blockId: block.dataset.blockId!,
    partId: null,
    region: null,
    start: from,
    end: from + quote.length,
    quote,
  }
}

export function wholeBlock(block: HTMLElement, partId: string | null = null): Passage | null {
  const entryId = entryAt(block)?.dataset.entryId
  if (!entryId) return null
  const shown = block.dataset.tool ? (block.querySelector('svg > title')?.textContent ?? '') : textOf(block)
  const quote = shown.trim() || block.querySelector('img')?.alt || 'This piece'
  return { entryId, blockId: block.dataset.blockId!, partId, region: null, start: null, end: null, quote }
}

/** The range of an anchored passage on the page, for highlighting. */
export function rangeOf(page: HTMLElement, at: Anchored): Range | null {
  const block = findBlockElement(page, at)
  if (!block || at.partId || at.start === null || at.end === null) return null
  const range = document.createRange()
  let passed = 0
  let begun = false
  for (const { node, length } of pieces(block)) {
    const inside = (offset: number) => (node instanceof Text ? offset - passed : 0)
    if (!begun && at.start < passed + length) {
      if (node instanceof Text) range.setStart(node, inside(at.start))
      else range.setStartBefore(node)
      begun = true
    }
    if (begun && at.end <= passed + length) {
      if (node instanceof Text) range.setEnd(node, inside(at.end))
      else range.setEndAfter(node)
      return range
    }
    passed += length
  }
  return null
}

/** Fields of a form that say where. */
export function appendPassage(form: FormData, passage: Passage): void {
  const { entryId, blockId, partId, region, start, end, quote } = passage
  form.set('entryId', entryId)
  form.set('blockId', blockId)
  if (partId) form.set('partId', partId)
  if (region) form.set('region', region.join(','))
  if (start !== null && end !== null) {
    form.set('start', String(start))
    form.set('end', String(end))
  }
  form.set('quote', quote)
}

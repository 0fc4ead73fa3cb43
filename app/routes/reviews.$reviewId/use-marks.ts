import { type RefObject, useEffect } from 'react'
import type { CitationView, ReviewSheet } from '#server/reviews/review-sheet.ts'
import { findBlockElement, type Passage, rangeOf } from './passage.ts'

type Anchored = Pick<CitationView, 'entryId' | 'partId' | 'start' | 'end'> & { blockId: string | null }

/**
 * Marks cited, noted and pointed-at places. Words are marked by the highlight registry, which leaves the frozen page
 * untouched; whole blocks and parts of diagrams by an attribute.
 */
export function useMarks(
  page: RefObject<HTMLElement>,
  sheet: ReviewSheet,
  passage: Passage | null,
  open: string,
): void {
  useEffect(() => {
    const root = page.current
    if (!root) return
    const citations = sheet.criteria.flatMap((criterion) =>
      criterion.citations.map((citation) => ({ ...citation, key: criterion.key })),
    )
    const undo = [
      mark(root, 'noted', sheet.notes),
      mark(root, 'cited', citations),
      mark(
        root,
        'cited-now',
        citations.filter((one) => one.key === open),
      ),
      mark(root, 'pointed', passage ? [passage] : []),
    ]
    return () => {
      for (const one of undo) one()
    }
  }, [page, sheet, passage, open])
}

function mark(root: HTMLElement, name: string, places: Anchored[]): () => void {
  const attribute = `data-${name}`
  const elements = places.flatMap((place) => {
    if (place.start !== null) return []
    const block = findBlockElement(root, place)
    const part = place.partId ? block?.querySelector(`[data-part-id="${CSS.escape(place.partId)}"]`) : block
    return part ? [part] : []
  })
  for (const element of elements) element.setAttribute(attribute, '')
  const known = typeof Highlight === 'function' && CSS.highlights
  if (known) {
    const ranges = places.flatMap((place) => rangeOf(root, place) ?? [])
    CSS.highlights.set(name, new Highlight(...ranges))
  }
  return () => {
    for (const element of elements) element.removeAttribute(attribute)
    if (known) CSS.highlights.delete(name)
  }
}

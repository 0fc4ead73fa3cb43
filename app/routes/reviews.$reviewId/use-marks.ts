import { type RefObject, useEffect } from 'react'
import { markPassages } from '#app/components/passages/mark-passages.ts'
import type { Passage } from '#app/components/passages/passage.ts'
import type { ReviewSheet } from '#server/reviews/review-sheet.ts'

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
      markPassages(
        root,
        'noted',
        sheet.notes.filter((note) => !note.region),
      ),
      markPassages(root, 'cited', citations),
      markPassages(
        root,
        'cited-now',
        citations.filter((one) => one.key === open),
      ),
      markPassages(root, 'pointed', passage && !passage.region ? [passage] : []),
    ]
    return () => {
      for (const one of undo) one()
    }
  }, [page, sheet, passage, open])
}

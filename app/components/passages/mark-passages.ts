import { findBlockElement, type Passage, rangeOf } from './passage.ts'

export type Anchored = Pick<Passage, 'entryId' | 'partId' | 'start' | 'end'> & { blockId: string | null }

/**
 * Marks places of a page by a name: words by the highlight registry, which leaves the page's own nodes untouched; whole
 * blocks and parts of diagrams by an attribute `data-<name>`. @returns the way back.
 */
export function markPassages(root: HTMLElement, name: string, places: Anchored[]): () => void {
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

import { type RefObject, useCallback, useEffect, useState } from 'react'
import { blockAt, blocksOf, type Passage, passageOfSelection, wholeBlock } from '#app/components/passages/passage.ts'

export type Pointing = {
  passage: Passage | null
  /** Where the pointed-at place begins, in pixels from the top of the page. */
  spot: { top: number } | null
  clear: () => void
}

/**
 * What the reviewer points at: selected words, a part of a diagram, a region drawn on a picture, or the block that has
 * the focus. Blocks share one tab stop; the arrow keys walk through them.
 */
export function usePassage(page: RefObject<HTMLElement>, active: boolean): Pointing {
  const [pointing, setPointing] = useState<Pick<Pointing, 'passage' | 'spot'>>({ passage: null, spot: null })
  const clear = useCallback(() => setPointing({ passage: null, spot: null }), [])

  useEffect(() => {
    const root = page.current
    if (!root || !active) return
    const stop = new AbortController()
    const on = { signal: stop.signal }
    const point = (passage: Passage | null, box: DOMRect | undefined) => {
      if (!passage || !box) return
      const home = root.getBoundingClientRect()
      setPointing({ passage, spot: { top: box.top - home.top } })
    }
    const blocks = blocksOf(root)
    blocks.forEach((block, index) => {
      block.tabIndex = index === 0 ? 0 : -1
    })
    root.addEventListener(
      'focusin',
      (event) => {
        const block = blocks.find((one) => one === event.target)
        if (!block) return
        for (const one of blocks) one.tabIndex = one === block ? 0 : -1
        if (getSelection()?.isCollapsed !== false) point(wholeBlock(block), block.getBoundingClientRect())
      },
      on,
    )
    root.addEventListener(
      'keydown',
      (event) => {
        const at = blocks.indexOf(event.target as HTMLElement)
        if (at < 0) return
        const next = event.key === 'ArrowDown' ? blocks[at + 1] : event.key === 'ArrowUp' ? blocks[at - 1] : undefined
        if (event.key === 'Escape') clear()
        if (!next) return
        event.preventDefault()
        next.focus({ preventScroll: true })
        next.scrollIntoView({ block: 'center' })
      },
      on,
    )
    root.addEventListener(
      'click',
      (event) => {
        const part = (event.target as Element).closest<SVGElement>('[data-part-id]')
        const block = blockAt(part)
        if (part && block) point(wholeBlock(block, part.dataset.partId ?? null), part.getBoundingClientRect())
      },
      on,
    )
    document.addEventListener(
      'selectionchange',
      () => {
        const selection = document.getSelection()
        const passage = passageOfSelection(root, selection)
        if (passage) point(passage, selection?.getRangeAt(0).getBoundingClientRect())
      },
      on,
    )
    watchRegions(root, on, (block, region, box) => {
      const whole = wholeBlock(block)
      if (whole) point({ ...whole, region }, box)
    })
    return () => stop.abort()
  }, [page, active, clear])

  return { ...pointing, clear }
}

type Found = (block: HTMLElement, region: [number, number, number, number], box: DOMRect) => void

/** A drag over a picture draws a region, in thousandths of the picture. */
function watchRegions(root: HTMLElement, on: { signal: AbortSignal }, found: Found): void {
  let from: { picture: HTMLImageElement; x: number; y: number } | null = null
  root.addEventListener('dragstart', (event) => event.target instanceof HTMLImageElement && event.preventDefault(), on)
  root.addEventListener(
    'pointerdown',
    (event) => {
      const picture = event.target
      from = picture instanceof HTMLImageElement ? { picture, x: event.clientX, y: event.clientY } : null
    },
    on,
  )
  root.addEventListener(
    'pointerup',
    (event) => {
      const began = from
      from = null
      const block = blockAt(began?.picture ?? null)
      if (!began || !block) return
      const box = began.picture.getBoundingClientRect()
      const [left, right] = [began.x, event.clientX].sort((a, b) => a - b) as [number, number]
      const [top, bottom] = [began.y, event.clientY].sort((a, b) => a - b) as [number, number]
      if (right - left < 12 || bottom - top < 12) return
      const share = (value: number, start: number, size: number) =>
        Math.min(1000, Math.max(0, Math.round(((value - start) / size) * 1000)))
      const x = share(left, box.left, box.width)
      const y = share(top, box.top, box.height)
      const region: [number, number, number, number] = [
        x,
        y,
        Math.max(1, share(right, box.left, box.width) - x),
        Math.max(1, share(bottom, box.top, box.height) - y),
      ]
      found(block, region, new DOMRect(left, top, right - left, bottom - top))
    },
    on,
  )
}

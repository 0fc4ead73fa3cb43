import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Keeps the keyboard inside an element whose parts come and go: when the focused part is taken away, the element itself
 * takes the focus. `onLeave` is called when the person turns to something outside.
 */
export function useFocusInside(onLeave: () => void): RefObject<HTMLDivElement> {
  const root = useRef<HTMLDivElement>(null)
  const inside = useRef(false)

  useEffect(() => {
    const turned = (event: Event) => {
      const within = event.target instanceof Node && (root.current?.contains(event.target) ?? false)
      if (inside.current && !within) onLeave()
      inside.current = within
    }
    document.addEventListener('focusin', turned)
    document.addEventListener('pointerdown', turned)
    return () => {
      document.removeEventListener('focusin', turned)
      document.removeEventListener('pointerdown', turned)
    }
  }, [onLeave])

  useLayoutEffect(() => {
    if (inside.current && document.activeElement === document.body) root.current?.focus({ preventScroll: true })
  })
  return root
}

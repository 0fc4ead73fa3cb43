import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Asks the page's loader again every so often while the page is looked at. Without script, a reload does the same. */
export function useFresh(seconds: number): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && state === 'idle') revalidate()
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [seconds, revalidate, state])
}

import { type RefObject, useEffect, useState } from 'react'
import { findBlockElement, type Passage } from '#app/components/passages/passage.ts'

type Place = Pick<Passage, 'entryId' | 'region'> & { blockId: string | null }
type Box = { key: string; top: number; left: number; width: number; height: number }

/** Frames on pictures where a note hangs on a part of one; drawn over the page, which itself stays as it was frozen. */
export function RegionMarks({ page, places }: { page: RefObject<HTMLElement>; places: Place[] }) {
  const [boxes, setBoxes] = useState<Box[]>([])
  useEffect(() => {
    const root = page.current
    const regions = places.filter((place) => place.region)
    if (!root || regions.length === 0) return setBoxes([])
    const measure = () => setBoxes(regions.flatMap((place) => boxOf(root, place) ?? []))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(root)
    return () => observer.disconnect()
  }, [page, places])
  return (
    <>
      {boxes.map(({ key, ...box }) => (
        <div
          key={key}
          aria-hidden="true"
          className="pointer-events-none absolute rounded-[4px] border-2 border-dotted border-relations outline-2 outline-paper"
          style={box}
        />
      ))}
    </>
  )
}

function boxOf(root: HTMLElement, place: Place): Box | null {
  const picture = findBlockElement(root, place)?.querySelector('img')
  if (!picture || !place.region) return null
  const [x, y, width, height] = place.region
  const [home, at] = [root.getBoundingClientRect(), picture.getBoundingClientRect()]
  return {
    key: `${place.blockId} ${place.region.join()}`,
    top: at.top - home.top + (y / 1000) * at.height,
    left: at.left - home.left + (x / 1000) * at.width,
    width: (width / 1000) * at.width,
    height: (height / 1000) * at.height,
  }
}

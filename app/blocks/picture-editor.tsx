/**
 * The picture as an editor: the same drawing that readers see, with a real button over each part. Parts are dragged by
 * mouse or (once chosen) by finger; arrow keys move them, Enter opens them, Delete takes them away.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { toolPicture } from '#domain/blocks/registry.ts'
import type { Picture, PicturePart } from '#domain/blocks/tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import type { PartPresence } from './tool-presence.ts'

export type PicturePoint = { x: number; y: number }
export type PictureActs = {
  /** The state as it would be if the part were dropped here; undefined when it stays. */
  preview(state: ToolState, part: PicturePart, from: PicturePoint, to: PicturePoint): ToolState | undefined
  drop(state: ToolState, part: PicturePart, from: PicturePoint, to: PicturePoint): void
  /** A step of the arrow keys; @returns what to say about it. */
  step(state: ToolState, part: PicturePart, x: number, y: number): string
  remove(part: PicturePart): void
  add(list: string): void
  movable(part: PicturePart): boolean
}

type Props = {
  state: ToolState
  acts: PictureActs
  selected: string | null
  joining: boolean
  onSelect: (partId: string | null) => void
  onOpen: () => void
  others: PartPresence[]
  say: (sentence: string) => void
  label: string
  children?: ReactNode
}
type Drag = { part: PicturePart; from: PicturePoint; to: PicturePoint; moved: boolean; state: ToolState }

export function PictureEditor({
  state,
  acts,
  selected,
  joining,
  onSelect,
  onOpen,
  others,
  say,
  label,
  children,
}: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag | null>(null)
  const dragged = drag?.moved ? acts.preview(drag.state, drag.part, drag.from, drag.to) : undefined
  const picture = toolPicture(dragged ?? state)

  const pointOf = (event: PointerEvent): PicturePoint => {
    const box = frame.current!.getBoundingClientRect()
    const scale = picture.width / box.width
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale }
  }
  const onPointerDown = (event: PointerEvent, part: PicturePart) => {
    if (event.button !== 0 || joining || !acts.movable(part)) return
    if (event.pointerType === 'touch' && selected !== part.id) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const point = pointOf(event)
    setDrag({ part, from: point, to: point, moved: false, state })
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!drag) return
    const to = pointOf(event)
    const far = Math.hypot(to.x - drag.from.x, to.y - drag.from.y) > 8
    setDrag({ ...drag, to, moved: drag.moved || far })
  }
  const onPointerUp = () => {
    if (drag?.moved) acts.drop(drag.state, drag.part, drag.from, drag.to)
    // The click that ends a drag comes after this and must not open the part.
    setTimeout(() => setDrag(null), 0)
  }
  const onKeyDown = (event: KeyboardEvent, part: PicturePart) => {
    const way = arrows[event.key]
    if (way && acts.movable(part)) {
      event.preventDefault()
      const size = event.shiftKey ? 4 : 1
      say(acts.step(state, part, way.x * size, way.y * size))
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      acts.remove(part)
    }
  }

  return (
    <div className="tool-picture">
      <div ref={frame} className={`tool-canvas${joining ? ' tool-joining' : ''}`}>
        <Drawing picture={picture} kind={state.tool} label={label} selected={selected} />
        {picture.parts.map((part) => (
          <button
            key={part.id}
            type="button"
            className={`tool-part tool-part-${part.list}`}
            data-part-button={part.id}
            data-movable={acts.movable(part) || undefined}
            aria-pressed={selected === part.id}
            aria-label={part.label}
            style={boxStyle(part, picture)}
            onPointerDown={(event) => onPointerDown(event, part)}
            onPointerMove={onPointerMove}
            onPointerUp={onPointerUp}
            onPointerCancel={() => setDrag(null)}
            onKeyDown={(event) => onKeyDown(event, part)}
            onClick={() => {
              if (drag?.moved) return
              onSelect(part.id)
              onOpen()
            }}
          />
        ))}
        {picture.spots.map((spot) => (
          <button
            key={spot.list}
            type="button"
            className="tool-spot"
            aria-label={spot.label}
            title={spot.label}
            style={boxStyle(spot, picture)}
            onClick={() => acts.add(spot.list)}
          >
            <span aria-hidden="true">+</span>
          </button>
        ))}
        {others.map((other) => {
          const part = picture.parts.find((candidate) => candidate.id === other.partId)
          return part ? (
            <span key={other.clientId} className="tool-flag" aria-hidden="true" style={flagStyle(part, picture)}>
              {other.name}
            </span>
          ) : null
        })}
      </div>
      {children}
    </div>
  )
}

/** The drawing itself; buttons stand over it, so for a screen reader it is one picture with a name. */
function Drawing({
  picture,
  kind,
  label,
  selected,
}: {
  picture: Picture
  kind: string
  label: string
  selected: string | null
}) {
  const svg = useRef<SVGSVGElement>(null)
  useEffect(() => {
    for (const part of svg.current?.querySelectorAll('[data-part-id]') ?? [])
      part.classList.toggle('tf-selected', part.getAttribute('data-part-id') === selected)
  })
  return (
    <svg
      ref={svg}
      className={`tf tf-${kind}`}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${picture.width} ${Math.ceil(picture.height)}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the drawing is our own string with every text escaped
      dangerouslySetInnerHTML={{ __html: picture.svg }}
    />
  )
}

const arrows: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

const percent = (part: number, whole: number) => `${(part / whole) * 100}%`
const boxStyle = (box: { x: number; y: number; width: number; height: number }, picture: Picture) => ({
  left: percent(box.x, picture.width),
  top: percent(box.y, picture.height),
  width: percent(box.width, picture.width),
  height: percent(box.height, picture.height),
})
const flagStyle = (part: PicturePart, picture: Picture) => ({
  left: percent(part.x, picture.width),
  top: percent(part.y, picture.height),
})

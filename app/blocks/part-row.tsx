import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = {
  /** What the buttons speak of, such as `event 2`. */
  name: string
  onUp?: (() => void) | null
  onDown?: (() => void) | null
  onRemove: () => void
  partId: string
  onFocusPart: (partId: string) => void
  children: ReactNode
}

/** One part in the outline: its fields, and beside them up, down and remove. */
export function PartRow({ name, onUp, onDown, onRemove, partId, onFocusPart, children }: Props) {
  return (
    <li className="tool-row" data-row-part={partId} onFocus={() => onFocusPart(partId)}>
      <div className="tool-row-fields">{children}</div>
      <div className="tool-row-acts">
        {onUp !== undefined ? (
          <IconButton name={`Move ${name} up`} onClick={onUp} icon={<ArrowUp size={18} strokeWidth={1.5} />} />
        ) : null}
        {onDown !== undefined ? (
          <IconButton name={`Move ${name} down`} onClick={onDown} icon={<ArrowDown size={18} strokeWidth={1.5} />} />
        ) : null}
        <IconButton name={`Remove ${name}`} onClick={onRemove} icon={<Trash2 size={18} strokeWidth={1.5} />} />
      </div>
    </li>
  )
}

export function IconButton({ name, onClick, icon }: { name: string; onClick: (() => void) | null; icon: ReactNode }) {
  return (
    <button
      type="button"
      className="tool-icon-button"
      aria-label={name}
      title={name}
      disabled={onClick === null}
      onClick={onClick ?? undefined}
    >
      {icon}
    </button>
  )
}

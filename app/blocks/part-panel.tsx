import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { toolPicture } from '#domain/blocks/registry.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import { IconButton } from './part-row.tsx'

type Props = { state: ToolState; partId: string; onClose: () => void; children: ReactNode }

/** The fields of the chosen part, right below it; on a narrow screen they stand under the picture. */
export function PartPanel({ state, partId, onClose, children }: Props) {
  const picture = toolPicture(state)
  const part = picture.parts.find((candidate) => candidate.id === partId)
  const left = part ? ((part.x + part.width / 2) / picture.width) * 100 : 50
  const top = part ? ((part.y + part.height) / picture.height) * 100 : 100
  return (
    <section
      className="tool-panel"
      aria-label={part?.label ?? 'Chosen part'}
      style={
        { '--panel-left': `${Math.min(72, Math.max(28, left))}%`, '--panel-top': `${top}%` } as React.CSSProperties
      }
    >
      {children}
      <div className="tool-panel-close">
        <IconButton name="Close" onClick={onClose} icon={<X size={18} strokeWidth={1.5} />} />
      </div>
    </section>
  )
}

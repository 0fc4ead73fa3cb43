import { EyeOff, FileText, Film, Image, Link2, Mic, StickyNote } from 'lucide-react'
import type { EvidenceView } from '#domain/evidence/evidence-view.ts'

const icons = { photo: Image, video: Film, audio: Mic, document: FileText, link: Link2, note: StickyNote }

/** What a piece looks like on a contact sheet: its thumbnail, a note's first words, or a quiet card for its kind. */
export function PiecePicture({ piece }: { piece: EvidenceView }) {
  const frame = 'block aspect-[4/3] w-full overflow-hidden rounded-[10px] border border-hair bg-sunk'
  if (piece.thumbnailUrl) {
    return (
      <span className={frame}>
        <img
          src={piece.thumbnailUrl}
          alt={piece.altText}
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
        />
      </span>
    )
  }
  if (piece.note) {
    return (
      <span className={`${frame} p-3`}>
        <span className="line-clamp-5 font-serif text-sm leading-snug text-ink">{piece.note}</span>
      </span>
    )
  }
  const hidden = piece.state === 'withdrawn' || piece.state === 'withheld'
  const Icon = hidden ? EyeOff : icons[piece.kind]
  return (
    <span className={`${frame} grid place-items-center text-quiet`}>
      <Icon aria-hidden="true" size={30} strokeWidth={1.5} />
    </span>
  )
}

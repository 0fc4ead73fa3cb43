import { Eye } from 'lucide-react'

/** Private until given: says beside a thing who can see it. */
export function VisibleTo({ who }: { who: string }) {
  return (
    <p className="inline-flex items-center gap-1.5 text-sm text-quiet">
      <Eye aria-hidden="true" size={15} strokeWidth={1.5} className="shrink-0" />
      <span>Seen by {who}</span>
    </p>
  )
}

import type { EntryChange } from '#domain/review/block-changes.ts'
import type { PathStop } from '#domain/review/reading-path.ts'
import type { FrozenSection } from '#server/reviews/review-room.ts'

/** The short way through, and the whole list. */
export function ReadingPath({
  path,
  minutes,
  sections,
}: {
  path: PathStop[]
  minutes: number
  sections: FrozenSection[]
}) {
  const needed = path.reduce((sum, stop) => sum + stop.minutes, 0)
  const stops = path.length === 1 ? '1 stop' : `${path.length} stops`
  return (
    <div className="grid gap-1 border-y border-hair py-2 text-sm sm:grid-cols-2 sm:gap-6">
      <details>
        <summary className="min-h-8 py-1 font-medium">
          The {minutes}-minute path: {stops}, about {needed} {needed === 1 ? 'minute' : 'minutes'}
        </summary>
        <ol className="mt-1 grid list-decimal gap-1 pb-2 pl-6">
          {path.map((stop) => (
            <li key={stop.entryId}>
              <a href={`#entry-${stop.entryId}`}>{stop.title}</a>
              <span className="text-quiet">
                {' '}
                · {stop.minutes} min, {stop.because}
              </span>
            </li>
          ))}
        </ol>
      </details>
      <details>
        <summary className="min-h-8 py-1 font-medium">Everything, section by section</summary>
        <ul className="mt-1 grid gap-1 pb-2">
          {sections.map((section) => (
            <li key={section.key}>
              <a href={`#section-${section.key}`}>
                § {section.key} {section.title}
              </a>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}

/** What a resubmission changed, in words and marks. */
export function ChangeList({ changes, number }: { changes: EntryChange[]; number: number }) {
  if (number <= 1) return null
  return (
    <details open className="mt-4 rounded-[10px] border border-hair bg-sunk px-4 py-2">
      <summary className="min-h-8 py-1 font-medium">
        {changes.length === 0
          ? `Nothing changed since submission ${number - 1}`
          : `What changed since submission ${number - 1}`}
      </summary>
      <ul className="grid gap-4 pt-1 pb-3">
        {changes.map((change) => (
          <li key={change.entryId}>
            <p>
              <a href={`#entry-${change.entryId}`} className="font-medium">
                {change.title}
              </a>
              <span className="text-quiet"> · {change.sentence}</span>
            </p>
            <ul className="mt-1 grid gap-2 font-serif">
              {change.blocks.slice(0, 12).map((block) => (
                <li key={block.blockId} className="border-l-2 border-line pl-3">
                  {block.before ? <del className="block text-quiet">{block.before}</del> : null}
                  {block.after ? <ins className="block decoration-accent">{block.after}</ins> : null}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  )
}

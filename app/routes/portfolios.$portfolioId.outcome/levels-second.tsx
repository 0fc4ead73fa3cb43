import { dayAndYear } from '#domain/when.ts'
import type { Released } from './words-first.tsx'

/** The levels, each with what it means, what it rests on, and the next step where there is one. No sum, no rank. */
export function LevelsSecond({ released }: { released: Released }) {
  return (
    <section className="max-w-[52rem]">
      <h2>Criterion by criterion</h2>
      <p className="mt-1 text-quiet">
        Both readers stand by each of these. Established is what certification asks for; nobody is compared with
        anybody.
      </p>
      <ul className="mt-4 divide-y divide-hair border-y border-hair">
        {released.levels.map((one) => (
          <li key={one.key} className="py-4">
            <h3>
              {one.title}: {one.levelName.toLowerCase()}
            </h3>
            <p className="text-sm text-quiet">{one.descriptor}</p>
            <p className="mt-1.5 max-w-[62ch] font-serif">{one.sentence}</p>
            {one.toReach.map((step) => (
              <p key={step} className="mt-2 max-w-[62ch]">
                <span className="font-medium">To reach Established:</span> {step}
              </p>
            ))}
            {one.passages.length > 0 ? (
              <details className="mt-2 text-sm">
                <summary className="min-h-6 text-quiet">The passages it rests on</summary>
                <ul className="mt-1 grid gap-1.5 border-l-2 border-hair pl-3">
                  {one.passages.map((passage) => (
                    <li key={passage.id}>
                      <span className="font-serif italic">“{passage.quote}”</span>
                      <span className="text-quiet"> {passage.entryTitle}</span>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="mt-4 text-sm text-quiet">
        Released on {dayAndYear(released.releasedAt.slice(0, 10))}. You can ask once, within {released.appealDays} days,
        for a reader from outside; write to your program manager.
      </p>
    </section>
  )
}

import { Link } from '@remix-run/react'
import { CalendarDays, MessageCircleQuestion, Sprout } from 'lucide-react'
import { listed } from '#domain/in-words.ts'
import type { FortnightLine } from '#domain/team/fortnight.ts'

const icons = { calendar: CalendarDays, section: Sprout, question: MessageCircleQuestion }

/** What this fortnight asks, in three lines. */
export function Fortnight({ lines, phases }: { lines: FortnightLine[]; phases: { title: string }[] }) {
  return (
    <section aria-labelledby="fortnight" className="rounded-[14px] border border-hair bg-raised px-5 py-5 sm:px-7">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="fortnight">This fortnight</h2>
        {phases.length ? <p className="text-sm text-quiet">Phase: {listed(phases.map((one) => one.title))}</p> : null}
      </div>
      <ul className="mt-3 grid gap-3">
        {lines.map((line) => {
          const Icon = icons[line.kind]
          return (
            <li key={line.kind} className="grid grid-cols-[1.6rem_minmax(0,1fr)] font-serif leading-relaxed">
              <Icon aria-hidden="true" size={17} strokeWidth={1.5} className="mt-[0.3rem] text-accent" />
              <p className="max-w-[62ch]">
                {line.words}{' '}
                {line.href ? (
                  <Link to={line.href} className="font-sans text-sm whitespace-nowrap">
                    {line.act}
                  </Link>
                ) : null}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

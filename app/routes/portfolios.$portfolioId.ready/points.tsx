import { Link } from '@remix-run/react'
import { ArrowRight, Check } from 'lucide-react'
import type { OpenPoint } from '#domain/submission/ready-check.ts'

type Sections = { key: string; title: string }[]

/** The open points as a conversation: first what stands in the way, then what could still be said. */
export function Points({ points, sections }: { points: OpenPoint[]; sections: Sections }) {
  const blocking = points.filter((point) => point.blocks)
  const open = points.filter((point) => !point.blocks)
  if (points.length === 0) {
    return (
      <p className="flex items-start gap-3 font-serif text-lg">
        <Check aria-hidden="true" className="mt-1 shrink-0 text-accent" strokeWidth={1.5} />
        Everything the programme hopes to find is here. Read it once more together, aloud if you can.
      </p>
    )
  }
  return (
    <>
      {blocking.length > 0 ? (
        <section>
          <h2>Before you can submit</h2>
          <List points={blocking} sections={sections} />
        </section>
      ) : (
        <p className="flex items-start gap-3 font-serif text-lg">
          <Check aria-hidden="true" className="mt-1 shrink-0 text-accent" strokeWidth={1.5} />
          Nothing stands in the way of submitting.
        </p>
      )}
      {open.length > 0 ? (
        <section>
          <h2>Worth a look</h2>
          <p className="mt-1 text-quiet">You decide which of these matter for your portfolio.</p>
          <List points={open} sections={sections} />
        </section>
      ) : null}
    </>
  )
}

function List({ points, sections }: { points: OpenPoint[]; sections: Sections }) {
  const titleOf = (key: string | null) => sections.find((section) => section.key === key)?.title
  return (
    <ul className="mt-3 divide-y divide-hair border-y border-hair">
      {points.map((point) => (
        <li key={`${point.href} ${point.sentence}`}>
          <Link
            to={point.href}
            className="group flex min-h-11 items-start justify-between gap-4 py-3 text-ink no-underline"
          >
            <span>
              {titleOf(point.section) ? (
                <span className="block text-sm text-quiet">{titleOf(point.section)}</span>
              ) : null}
              <span className="font-serif group-hover:underline">{point.sentence}</span>
            </span>
            <ArrowRight aria-hidden="true" size={18} strokeWidth={1.5} className="mt-1 shrink-0 text-accent" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

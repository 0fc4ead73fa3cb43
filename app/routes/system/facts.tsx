import { Link } from '@remix-run/react'
import type { Fact } from '#server/operations/read-system.ts'

/** Small things to know, one a line. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="mt-3 grid gap-x-6 gap-y-0 sm:gap-y-2 sm:grid-cols-[14rem_minmax(0,1fr)]">
      {facts.map(({ name, words, link }) => (
        <div key={name} className="contents">
          <dt className="text-quiet">{name}</dt>
          <dd className="mb-3 min-w-0 tabular-nums [overflow-wrap:anywhere] sm:mb-0">
            {words}
            {link ? (
              <>
                {'. '}
                <Link to={link.href}>{link.words}</Link>
              </>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

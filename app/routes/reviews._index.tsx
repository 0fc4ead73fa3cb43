import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { Empty } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { dayAndYear } from '#domain/when.ts'
import { type DeskItem, readReviewerDesk } from '#server/reviews/reviewer-desk.ts'

export const meta: MetaFunction = () => [{ title: 'Your reviews · Fieldfolio' }]

export const loader = signedIn(async ({ actor, context }) => ({ desk: await readReviewerDesk(context, actor) }))

function Items({ items, look }: { items: DeskItem[]; look: 'act' | 'plain' }) {
  return (
    <ul className="divide-y divide-hair border-y border-hair">
      {items.map((item) => (
        <li key={item.reviewId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
          <div className="min-w-0">
            <h3>{item.teamName}</h3>
            {item.theme ? <p className="font-serif text-quiet">{item.theme}</p> : null}
            <p className="mt-1">{item.sentence}</p>
            <p className="text-sm text-quiet">
              {item.cohortName}, submission {item.number}, received {dayAndYear(item.receivedAt.slice(0, 10))}
            </p>
          </div>
          <LinkButton look={look} to={item.act.href}>
            {item.act.words}
            <span className="sr-only">, {item.teamName}</span>
          </LinkButton>
        </li>
      ))}
    </ul>
  )
}

export default function ReviewerDesk() {
  const { desk } = useLoaderData<typeof loader>()
  return (
    <PageFrame
      title="Your reviews"
      lede="Read as a guest in somebody’s house: words first, levels second. About an hour each; everything is kept as you go."
    >
      <div className="grid max-w-[54rem] gap-10">
        {desk.toSign.length > 0 ? (
          <section>
            <h2 className="mb-3">Decisions that wait for your name</h2>
            <ul className="divide-y divide-hair border-y border-hair">
              {desk.toSign.map((one) => (
                <li key={one.submissionId} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
                  <div>
                    <h3>{one.teamName}</h3>
                    <p className="mt-1">{one.sentence}</p>
                  </div>
                  <LinkButton look="act" to={`/submissions/${one.submissionId}/decision`}>
                    Read and sign<span className="sr-only">, {one.teamName}</span>
                  </LinkButton>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <section>
          <h2 className="mb-3">Waiting for you</h2>
          {desk.waiting.length > 0 ? (
            <Items items={desk.waiting} look="act" />
          ) : (
            <Empty title="No portfolio waits for you">
              When the program manager asks you to read a portfolio, it lies here with one button: open it.
            </Empty>
          )}
        </section>
        {desk.settled.length > 0 ? (
          <section>
            <h2 className="mb-3">Out of your hands</h2>
            <Items items={desk.settled} look="plain" />
          </section>
        ) : null}
      </div>
    </PageFrame>
  )
}

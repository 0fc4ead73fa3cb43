import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageFrame } from '#app/components/page-frame.tsx'
import { useFresh } from '#app/components/use-fresh.ts'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { readSystem } from '#server/operations/read-system.ts'
import { Facts } from './facts.tsx'
import { LiveDocuments } from './live-documents.tsx'
import { RefusedEdits } from './refused-edits.tsx'
import { Saving } from './saving.tsx'

export const meta: MetaFunction = () => [{ title: 'The system · Fieldfolio' }]

export const loader = signedIn(({ actor, context }) => readSystem(context, actor))

export default function System() {
  const page = useLoaderData<typeof loader>()
  useFresh(10)
  return (
    <PageFrame title="The system" lede={`How one server stands at this moment: ${page.node}.`}>
      <div className="grid max-w-[60rem] gap-12">
        <section aria-labelledby="care">
          <h2 id="care">What needs care</h2>
          {page.care.length === 0 ? (
            <p className="mt-2 font-serif">All is well: the database answers, edits are saved, and there is room.</p>
          ) : (
            <ul className="mt-3 divide-y divide-hair border-y border-hair">
              {page.care.map(({ sentence, next }) => (
                <li key={sentence} className="py-3 font-serif">
                  <p>{sentence}</p>
                  <p className="text-quiet">{next}</p>
                </li>
              ))}
            </ul>
          )}
        </section>
        <LiveDocuments live={page.live} />
        <Saving rows={page.saving} upkeep={page.upkeep} />
        <RefusedEdits rows={page.refused} />
        <section aria-labelledby="room">
          <h2 id="room">Room, database and mail</h2>
          <Facts facts={page.room} />
        </section>
        <section aria-labelledby="server">
          <h2 id="server">This server</h2>
          <Facts facts={page.about} />
        </section>
        <VisibleTo who="program managers, faculty and technical support" />
      </div>
    </PageFrame>
  )
}

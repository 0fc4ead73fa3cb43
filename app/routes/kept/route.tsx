import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Empty } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { type Copy, copiesOf } from '#app/device/copies.ts'
import { KeptWords } from '#app/editor/parts/kept-words.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import editorStyles from '#app/styles/editor.css?url'

export const meta: MetaFunction = () => [{ title: 'Kept on this device · Fieldfolio' }]
export const links = () => [{ rel: 'stylesheet', href: editorStyles }]

export const loader = signedIn(({ actor }) => ({ personId: actor.personId }))

/** What waits on this device, also of entries that its person can no longer open. */
export default function KeptPage() {
  const { personId } = useLoaderData<typeof loader>()
  const [copies, setCopies] = useState<Copy[]>()
  useEffect(() => {
    const look = async () => {
      setCopies((await copiesOf(personId)).filter((copy) => copy.changes > 0))
    }
    void look()
  }, [personId])
  return (
    <PageFrame
      title="Kept on this device"
      lede="What you wrote without a connection stays in this browser until the server has it. Nobody else who signs in here can read it."
    >
      <div className="max-w-[46rem]">
        {copies?.length === 0 ? (
          <Empty title="Nothing is waiting">Everything you wrote on this device is with your team.</Empty>
        ) : null}
        {copies?.map((copy) => (
          <section key={copy.name} className="mt-8 first:mt-0">
            <h2>{copy.about?.title ?? 'An entry'}</h2>
            {copy.about ? (
              <p className="mt-1">
                <Link to={copy.about.path}>Open the entry</Link>: where you may still write in it, what is below is sent
                then.
              </p>
            ) : null}
            <KeptWords personId={personId} documentId={copy.documentId} only={copy.name} />
          </section>
        ))}
      </div>
    </PageFrame>
  )
}

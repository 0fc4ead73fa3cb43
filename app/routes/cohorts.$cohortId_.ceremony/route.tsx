import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { Empty } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { readCeremony } from '#server/certificates/read-ceremony.ts'
import { NameStage } from './name-stage.tsx'

export const meta: MetaFunction = () => [{ title: 'The ceremony · Fieldfolio' }]

export const loader = signedIn(({ actor, context, params }) => readCeremony(context, actor, params.cohortId ?? ''))

export default function CeremonyPage() {
  const { cohort, time, videoLink, names, mayRelease } = useLoaderData<typeof loader>()
  const own = names.find((one) => one.own)
  return (
    <PageFrame
      above={cohort.name}
      title="The ceremony"
      lede={time ? [time.day, time.hours, time.there ? `(${time.there})` : null].filter(Boolean).join(', ') : undefined}
    >
      <div className="grid gap-8">
        <div className="flex flex-wrap items-center gap-4">
          {own?.certificateId ? (
            <LinkButton look="act" to={`/certificates/${own.certificateId}`}>
              Open your certificate
            </LinkButton>
          ) : null}
          {videoLink ? (
            <a href={videoLink} rel="noreferrer">
              Join by video
            </a>
          ) : null}
          {mayRelease ? (
            <Link to={`/cohorts/${cohort.id}/certificates`}>
              {names.length === 0 ? 'Release the certificates' : 'Certificates'}
            </Link>
          ) : null}
        </div>
        {names.length === 0 ? (
          <Empty title="The names come here">
            When the certificates are released, each name appears, one by one, and every holder can open theirs.
          </Empty>
        ) : (
          <NameStage names={names} />
        )}
        <VisibleTo who="everybody of the cohort" />
      </div>
    </PageFrame>
  )
}

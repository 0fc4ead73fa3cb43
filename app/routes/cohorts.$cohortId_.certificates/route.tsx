import type { MetaFunction } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Button, LinkButton } from '#app/components/button.tsx'
import { Empty, Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { certificatesInOneAct } from '#domain/certificate/certificate-state.ts'
import { issueCertificates } from '#server/certificates/issue-certificates.ts'
import { liftHold } from '#server/certificates/lift-hold.ts'
import { prepareCertificates } from '#server/certificates/prepare-certificates.ts'
import { type CertificateSheet, readCertificateSheet } from '#server/certificates/read-certificate-sheet.ts'
import { SheetTable } from './sheet-table.tsx'

export const meta: MetaFunction = () => [{ title: 'Certificates of the cohort · Fieldfolio' }]

export const loader = signedIn(({ actor, context, params }) =>
  readCertificateSheet(context, actor, params.cohortId ?? ''),
)

type Done = {
  sentence?: string
  failures?: { certificateId: string; name: string; sentence: string }[]
  refusal?: RefusalWords
}

export const action = signedIn(async ({ actor, context, params, form }): Promise<Done> => {
  const cohortId = params.cohortId ?? ''
  const act = fieldText(form, 'act')
  if (act === 'lift') {
    const decisionId = fieldText(form, 'decisionId')
    await liftHold(context, actor, {
      decisionId,
      personId: fieldText(form, 'personId'),
      because: fieldText(form, 'because'),
    })
    await prepareCertificates(context, actor, { decisionId })
    return { sentence: 'The hold is lifted and the certificate is prepared.' }
  }
  if (act === 'issue') {
    const { issued, failures, waiting } = await issueCertificates(context, actor, { cohortId })
    return { sentence: releasedSentence(issued.length, waiting), failures }
  }
  const { reserved, held } = await prepareCertificates(context, actor, { cohortId })
  return { sentence: preparedSentence(reserved.length, held.length) }
})

const certificatesOf = (count: number) => (count === 1 ? 'One certificate' : `${count} certificates`)

function preparedSentence(reserved: number, held: number): string {
  const made = reserved === 0 ? 'Nothing new was prepared' : `${certificatesOf(reserved)} prepared`
  return held === 0 ? `${made}.` : `${made}; ${held} held, with the reasons below.`
}

function releasedSentence(issued: number, waiting: number): string {
  const made = issued === 0 ? 'Nothing new was released' : `${certificatesOf(issued)} released`
  return waiting === 0 ? `${made}.` : `${made}; ${waiting} wait for another press.`
}

export default function Certificates() {
  const sheet = useLoaderData<typeof loader>()
  const done = useActionData<typeof action>()
  const busy = useNavigation().state !== 'idle'
  const count = (standing: string) => sheet.rows.filter((row) => row.standing === standing).length
  const toPrepare = count('to-prepare')
  const prepared = count('prepared')
  const untold = sheet.rows.filter((row) => row.standing === 'issued' && !row.told).length
  return (
    <PageFrame
      width="wide"
      above={<Link to={`/cohorts/${sheet.cohort.id}`}>{sheet.cohort.name}</Link>}
      title="Certificates"
      lede={ledeOf(sheet)}
    >
      <div className="grid gap-6">
        <RefusalNotice refusal={done?.refusal} />
        {done?.sentence ? (
          <Notice>
            <p role="status">{done.sentence}</p>
            {done.failures && done.failures.length > 0 ? (
              <ul className="mt-2 list-disc pl-5">
                {done.failures.map((failure) => (
                  <li key={failure.certificateId}>
                    {failure.name}: {failure.sentence}
                  </li>
                ))}
              </ul>
            ) : null}
          </Notice>
        ) : null}
        {sheet.rows.length === 0 ? (
          <Empty title="No released decision yet">
            When a team's decision is signed by two people and released, its members stand here with their names as they
            typed them.
          </Empty>
        ) : (
          <Form method="post" className="flex flex-wrap items-center gap-x-4 gap-y-3">
            <Button name="act" value="prepare" look={toPrepare > 0 ? 'act' : 'plain'} disabled={busy}>
              {toPrepare > 0 ? `Prepare ${toPrepare}` : 'Prepare again'}
            </Button>
            {prepared + untold > 0 ? (
              <Button name="act" value="issue" look={toPrepare === 0 ? 'act' : 'plain'} disabled={busy}>
                {prepared > 0
                  ? `Release ${Math.min(prepared, certificatesInOneAct)} at the ceremony`
                  : 'Send the messages again'}
              </Button>
            ) : null}
            <LinkButton look="quiet" to={`/cohorts/${sheet.cohort.id}/ceremony`}>
              The ceremony
            </LinkButton>
            <p className="text-sm text-quiet">
              {busy ? 'Working…' : 'Preparing fixes number and name and tells nobody. Releasing tells every holder.'}
            </p>
          </Form>
        )}
        {sheet.rows.length > 0 ? <SheetTable sheet={sheet} /> : null}
        <Waiting sheet={sheet} />
      </div>
    </PageFrame>
  )
}

function ledeOf(sheet: CertificateSheet): string {
  const total = sheet.rows.length
  if (total === 0) return 'One certificate a person, for the work that was reviewed together.'
  const issued = sheet.rows.filter((row) => row.standing === 'issued').length
  const unconfirmed = sheet.rows.filter((row) => !row.confirmed && row.standing !== 'issued').length
  const people = total === 1 ? 'One person is' : `${total} people are`
  const names =
    unconfirmed === 0 ? '' : ` ${unconfirmed} of the names ${unconfirmed === 1 ? 'is' : 'are'} not confirmed yet.`
  return `${people} on decided teams; ${issued} ${issued === 1 ? 'certificate is' : 'certificates are'} released.${names}`
}

const listed = new Intl.ListFormat('en', { type: 'conjunction' })

function Waiting({ sheet }: { sheet: CertificateSheet }) {
  const { signed, undecided } = sheet.waitingTeams
  if (signed.length + undecided.length === 0) return null
  return (
    <section className="max-w-[60ch] text-quiet">
      <h2 className="text-lg text-ink">Not here yet</h2>
      {signed.length > 0 ? (
        <p className="mt-1">Signed and not released: {listed.format(signed)}. Release the decision first.</p>
      ) : null}
      {undecided.length > 0 ? <p className="mt-1">Still on their way: {listed.format(undecided)}.</p> : null}
    </section>
  )
}

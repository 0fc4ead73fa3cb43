import { type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { dayAndYear } from '#domain/when.ts'
import { correctName } from '#server/certificates/correct-name.ts'
import { type CertificateView, readCertificate } from '#server/certificates/read-certificate.ts'
import { revokeCertificate } from '#server/certificates/revoke-certificate.ts'
import { StaffActs } from './staff-acts.tsx'

export const meta: MetaFunction = () => [{ title: 'Certificate · Fieldfolio' }]

export const loader = signedIn(({ actor, context, params }) =>
  readCertificate(context, actor, params.certificateId ?? ''),
)

export const action = signedIn(async ({ actor, context, params, form }) => {
  const certificateId = params.certificateId ?? ''
  if (form.get('act') === 'revoke') {
    await revokeCertificate(context, actor, {
      certificateId,
      reason: fieldText(form, 'reason'),
      note: fieldText(form, 'note'),
    })
    throw redirect(`/certificates/${certificateId}`)
  }
  const replacement = await correctName(context, actor, {
    certificateId,
    name: fieldText(form, 'name'),
    language: fieldText(form, 'language'),
  })
  throw redirect(`/certificates/${replacement}`)
})

export default function CertificatePage() {
  const certificate = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal?: RefusalWords } | undefined
  return (
    <PageFrame
      above={certificate.number}
      title={certificate.own ? 'Your certificate' : `Certificate of ${certificate.name}`}
      lede={stateSentence(certificate)}
      aside={certificate.mayOpen ? <Uses certificate={certificate} /> : null}
    >
      <RefusalNotice refusal={result?.refusal} />
      {certificate.replacedBy ? (
        <Notice>
          <Link to={`/certificates/${certificate.replacedBy}`}>Open the certificate that stands now</Link>
        </Notice>
      ) : null}
      {certificate.revoked ? (
        <Notice tone="care">
          <p>
            {certificate.revoked.reason} Since {dayAndYear(certificate.revoked.on)}.
          </p>
          {certificate.revoked.note ? (
            <p className="mt-1 text-quiet">For the record, seen by staff only: {certificate.revoked.note}</p>
          ) : null}
        </Notice>
      ) : null}
      {certificate.mayOpen ? (
        <figure className="mt-2 max-w-[52rem]">
          <img
            src={`/certificates/${certificate.id}.svg`}
            alt={altText(certificate)}
            width={792}
            height={612}
            className="h-auto w-full rounded-[6px] border border-hair"
          />
        </figure>
      ) : (
        <p className="prose-measure">
          Your name, the award and the day are set. The page opens at the ceremony.{' '}
          <Link to="/account/certificate-name">See how your name will look</Link>
        </p>
      )}
      {certificate.mayRevoke || certificate.mayCorrect ? (
        <StaffActs certificate={certificate} fields={result?.refusal?.fields} />
      ) : null}
    </PageFrame>
  )
}

function stateSentence(certificate: CertificateView): string {
  if (certificate.state === 'issued') return `Released, and valid. Awarded on ${dayAndYear(certificate.awardedOn)}.`
  if (certificate.state === 'revoked') return 'This certificate is not valid any more.'
  if (certificate.state === 'replaced') return 'A newer certificate has taken the place of this one.'
  return 'Prepared, and not released yet.'
}

const altText = (certificate: CertificateView) =>
  `Certificate ${certificate.number}: ${certificate.name}, ${certificate.awardTitle}${certificate.commended ? ' with commendation' : ''}, ${certificate.programmeName}, awarded on ${dayAndYear(certificate.awardedOn)}.`

/** What a holder does with a certificate: print it, give the address away, add it to a profile. */
function Uses({ certificate }: { certificate: CertificateView }) {
  const [year, month] = certificate.awardedOn.split('-')
  const profile = new URL('https://www.linkedin.com/profile/add')
  const words = { startTask: 'CERTIFICATION_NAME', name: certificate.awardTitle, organizationName: certificate.issuer }
  const dates = { issueYear: year ?? '', issueMonth: String(Number(month)) }
  const place = { certUrl: certificate.verifyUrl, certId: certificate.number }
  for (const [name, value] of Object.entries({ ...words, ...dates, ...place })) profile.searchParams.set(name, value)
  return (
    <section className="grid gap-6">
      <LinkButton look="act" to={`/certificates/${certificate.id}.pdf`} reloadDocument>
        Open the PDF to print
      </LinkButton>
      {certificate.issuedAt ? (
        <>
          <div>
            <h2 className="text-lg">For whoever asks</h2>
            <p className="mt-1 text-sm text-quiet">This address says whether it is valid. Give it to whom you like.</p>
            <p className="mt-2 break-all text-sm">
              <Link to={`/verify/${certificate.id}`}>{certificate.verifyUrl}</Link>
            </p>
          </div>
          {certificate.own && certificate.state === 'issued' ? (
            <p className="text-sm">
              <a href={profile.href} rel="noreferrer">
                Add it to LinkedIn
              </a>
            </p>
          ) : null}
          <VisibleTo
            who={
              certificate.own
                ? 'you, your team and program staff; its address by whom you give it to'
                : 'its holder, their team and program staff; its address by whoever has it'
            }
          />
        </>
      ) : (
        <VisibleTo who="program staff until it is released" />
      )}
    </section>
  )
}

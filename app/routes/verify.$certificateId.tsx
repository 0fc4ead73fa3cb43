import type { HeadersFunction, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { SiteHeader } from '#app/components/page-frame.tsx'
import { VerdictMark } from '#app/components/verdict-mark.tsx'
import { anyone } from '#app/http/signed-in.ts'
import { dayAndYear } from '#domain/when.ts'
import { type PublicCertificate, verifyCertificate } from '#server/certificates/verify-certificate.ts'

/** One clear answer to a stranger; whole without scripts, and on paper. */
export const loader = anyone(async ({ context, params, call }) => ({
  certificate: await verifyCertificate(context, {
    certificateId: params.certificateId ?? '',
    clientAddress: call.address,
  }),
  checkedOn: context.clock.today('UTC'),
}))

export const headers: HeadersFunction = () => ({ 'X-Robots-Tag': 'noindex', 'Cache-Control': 'no-store' })

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${verdictWords[data.certificate.verdict].title} · Certificate` : 'Certificate' },
  { name: 'robots', content: 'noindex' },
]

const verdictWords: Record<PublicCertificate['verdict'], { title: string; sentence: string }> = {
  valid: { title: 'Valid', sentence: 'This certificate was issued and stands.' },
  replaced: { title: 'Replaced', sentence: 'A newer certificate has taken the place of this one.' },
  'not-valid': { title: 'Not valid', sentence: 'This certificate was issued and does not stand any more.' },
}

export default function Verify() {
  const { certificate, checkedOn } = useLoaderData<typeof loader>()
  const { title, sentence } = verdictWords[certificate.verdict]
  const facts: [string, string][] = [
    ['Programme', certificate.programmeName],
    ['Awarded on', dayAndYear(certificate.awardedOn)],
    ['Certificate', certificate.number],
    ['Issued by', certificate.issuer],
  ]
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader />
      <main className="mx-auto w-full max-w-[44rem] grow px-4 py-8 sm:py-14 print:py-0">
        <article className="rounded-[14px] border border-hair bg-raised px-6 py-8 sm:px-12 sm:py-12 print:border-line">
          <header className="flex items-center gap-4">
            <VerdictMark verdict={certificate.verdict} />
            <div>
              <h1>{title}</h1>
              <p className="text-quiet">{sentence}</p>
            </div>
          </header>
          {certificate.verdict === 'replaced' && certificate.replacedBy ? (
            <p className="mt-5 rounded-[10px] bg-sunk px-4 py-3">
              <Link to={`/verify/${certificate.replacedBy}`}>See the certificate that stands now</Link>
            </p>
          ) : null}
          {certificate.reason ? (
            <p className="mt-5 rounded-[10px] bg-care-soft px-4 py-3">
              {certificate.reason}
              {certificate.revokedOn ? ` Since ${dayAndYear(certificate.revokedOn)}.` : ''}
            </p>
          ) : null}
          <div className="mt-8 border-t border-hair pt-8 font-serif">
            <p
              className={`text-[clamp(1.7rem,6vw,2.6rem)] leading-tight [overflow-wrap:anywhere] ${certificate.verdict === 'valid' ? '' : 'text-quiet'}`}
              lang={certificate.nameLanguage ?? undefined}
              dir="auto"
            >
              {certificate.name}
            </p>
            <p className="mt-3 text-xl">
              {certificate.awardTitle}
              {certificate.commended ? <span className="italic text-quiet">, with commendation</span> : null}
            </p>
          </div>
          <dl className="mt-8 grid gap-x-8 gap-y-4 sm:grid-cols-2">
            {facts.map(([term, words]) => (
              <div key={term}>
                <dt className="text-sm text-quiet">{term}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          {certificate.storyUrl ? (
            <p className="not-on-paper mt-8 border-t border-hair pt-6">
              <a href={certificate.storyUrl}>Read the story of the work behind it</a>
              <span className="text-quiet">, as the team published it.</span>
            </p>
          ) : null}
        </article>
        <footer className="mt-6 grid gap-1 text-sm text-quiet">
          <p>This page is the record; a printed certificate points here. Checked on {dayAndYear(checkedOn)}.</p>
          <p className="not-on-paper">
            For programs: <a href={`/credentials/${certificate.id}.json`}>the same as JSON</a>
          </p>
          <p className="hidden break-all print:block">{certificate.verifyUrl}</p>
        </footer>
      </main>
    </div>
  )
}

/** A wrong address gets a calm answer, and no hint about right ones. */
export { VerifyProblem as ErrorBoundary } from '#app/components/verify-problem.tsx'

import { type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { TeamNav } from '#app/components/team-nav.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { kindInWords } from '#domain/evidence/evidence-types.ts'
import { dayAndYear } from '#domain/when.ts'
import { archiveEvidence } from '#server/evidence/archive-evidence.ts'
import { declareMedia } from '#server/evidence/declare-media.ts'
import { describeEvidence } from '#server/evidence/describe-evidence.ts'
import { readPiece } from '#server/evidence/read-piece.ts'
import { settleConsent } from '#server/evidence/settle-consent.ts'
import { ConsentPart } from './consent-part.tsx'
import { DetailsForm } from './details-form.tsx'
import { Exhibit } from './exhibit.tsx'
import { Provenance } from './provenance.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.piece.title || 'A piece of evidence'} · Fieldfolio` },
]

export const loader = signedIn(async ({ actor, context, params }) => ({
  piece: await readPiece(context, actor, params.evidenceId ?? ''),
}))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const evidenceId = params.evidenceId ?? ''
  const word = (name: string) => fieldText(form, name)
  switch (word('act')) {
    case 'declare':
      await declareMedia(context, actor, { evidenceId, declaration: word('declaration') })
      return { saved: 'Noted.' }
    case 'settle':
      await settleConsent(context, actor, { evidenceId, to: word('to'), note: word('consentNote') })
      return { saved: word('to') === 'withdrawn' ? 'Hidden everywhere.' : 'Noted.' }
    case 'archive': {
      const { portfolioId } = await readPiece(context, actor, evidenceId)
      await archiveEvidence(context, actor, evidenceId)
      throw redirect(`/portfolios/${portfolioId}/evidence`)
    }
    default:
      await describeEvidence(context, actor, {
        evidenceId,
        title: word('title'),
        altText: word('altText'),
        description: word('description'),
        siteElementId: word('siteElementId'),
        takenOn: word('takenOn'),
      })
      return { saved: 'Saved.' }
  }
})

export default function Piece() {
  const { piece } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { saved?: string; refusal?: RefusalWords } | undefined
  const what = kindInWords[piece.kind]
  return (
    <PageFrame
      title={piece.title || `A ${what} without a title`}
      above={<TeamNav teamId={piece.teamId} teamName={piece.teamName} portfolioId={piece.portfolioId} />}
      lede={`${capital(what)}${piece.by ? ` by ${piece.by}` : ''}, ${dayAndYear(piece.day)}.${piece.place ? ` Belongs to: ${piece.place}.` : ''}`}
      aside={<Provenance piece={piece} />}
    >
      <div className="grid gap-10">
        <RefusalNotice refusal={result?.refusal} />
        {result?.saved ? (
          <Notice>
            <p role="status">{result.saved}</p>
          </Notice>
        ) : null}
        {piece.archived ? <Notice>This piece was put away. Snapshots that used it keep it.</Notice> : null}
        <Exhibit piece={piece} />
        <ConsentPart piece={piece} fields={result?.refusal?.fields} />
        {piece.mayWrite && piece.state !== 'refused' ? (
          <DetailsForm piece={piece} fields={result?.refusal?.fields} />
        ) : null}
      </div>
    </PageFrame>
  )
}

const capital = (words: string) => words[0]!.toUpperCase() + words.slice(1)

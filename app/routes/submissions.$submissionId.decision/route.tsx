import { type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { prepareCertificates } from '#server/certificates/prepare-certificates.ts'
import { type DecisionView, readDecision } from '#server/reviews/decision-view.ts'
import { proposeDecision } from '#server/reviews/propose-decision.ts'
import { recallDecision } from '#server/reviews/recall-decision.ts'
import { releaseDecision } from '#server/reviews/release-decision.ts'
import { returnDecision } from '#server/reviews/return-decision.ts'
import { sendWordToTeam } from '#server/reviews/send-word.ts'
import { signDecision } from '#server/reviews/sign-decision.ts'
import { AgreedLevels } from './agreed-levels.tsx'
import { decisionInput } from './decision-input.ts'
import { DecisionSteps } from './decision-steps.tsx'
import { ProposalForm } from './proposal-form.tsx'
import { ProposedDecision } from './proposed-decision.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.view.teamName ?? 'A portfolio'}, decision · Fieldfolio` },
]

export const loader = signedIn(async ({ actor, context, params }) => ({
  view: await readDecision(context, actor, params.submissionId!),
}))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const submissionId = params.submissionId!
  const because = fieldText(form, 'because')
  switch (fieldText(form, 'act')) {
    case 'propose':
      await proposeDecision(context, actor, decisionInput(submissionId, form))
      break
    case 'sign':
      await signDecision(context, actor, submissionId)
      break
    case 'return':
      await returnDecision(context, actor, { submissionId, because })
      break
    case 'release': {
      const { decisionId, outcome } = await releaseDecision(context, actor, submissionId)
      await sendWordToTeam(context, submissionId)
      // The release stands whatever comes of the certificates; their sheet can be prepared again at any time.
      if (outcome.startsWith('certified')) await prepareCertificates(context, actor, { decisionId })
      break
    }
    default:
      await recallDecision(context, actor, { submissionId, because })
  }
  throw redirect(`/submissions/${submissionId}/decision`)
})

export default function Decision() {
  const { view } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal?: RefusalWords } | undefined
  return (
    <PageFrame
      title={`Decision: ${view.teamName}`}
      above={<Link to={`/submissions/${view.submissionId}/comparison`}>Both reviews</Link>}
      lede={stateSentence(view)}
      aside={<DecisionSteps view={view} />}
    >
      <div className="grid gap-9">
        <RefusalNotice refusal={result?.refusal} />
        {view.returned ? (
          <Notice>
            <p>
              {view.returned.by} gave the decision back: {view.returned.because}
            </p>
          </Notice>
        ) : null}
        {view.decision && view.decision.state !== 'returned' ? <ProposedDecision view={view} /> : null}
        {view.may.propose && view.judged ? (
          <ProposalForm view={view} judged={view.judged} fields={result?.refusal?.fields ?? {}} />
        ) : null}
        <AgreedLevels view={view} />
      </div>
    </PageFrame>
  )
}

function stateSentence({ state, decision }: Pick<DecisionView, 'state' | 'decision'>): string {
  if (state === 'compared' || state === 'moderation') return 'The readers are still settling what differs.'
  if (state === 'agreed') return 'The levels are agreed. A reader proposes the decision; two others sign it.'
  if (state === 'proposed') {
    return decision?.signedBy ? 'Proposed and signed once. One more signature.' : 'Proposed. Two people sign it.'
  }
  if (state === 'held') return 'Signed by two people. The team does not know yet.'
  return 'Released: the team has read it.'
}

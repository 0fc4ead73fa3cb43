import { signedInApi } from '#app/http/signed-in.ts'
import { readSubmissionSummary } from '#server/reviews/outcome-view.ts'

/** State, number and manifest of one submission; its outcome for those who may read it. */
export const loader = signedInApi(({ actor, context, params }) =>
  readSubmissionSummary(context, actor, params.submissionId!),
)

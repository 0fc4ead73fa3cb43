import { signedInApi } from '#app/http/signed-in.ts'
import { readEvidenceSheet } from '#server/evidence/read-evidence-sheet.ts'

/** A portfolio's evidence for programs: what a reader of the page sees, without the page. */
export const loader = signedInApi(async ({ actor, context, params }) => {
  const { pieces } = await readEvidenceSheet(context, actor, params.portfolioId ?? '')
  return { evidence: pieces }
})

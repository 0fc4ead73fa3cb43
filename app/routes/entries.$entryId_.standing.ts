import { signedInApi } from '#app/http/signed-in.ts'
import { readStanding } from '#server/portfolios/read-standing.ts'

/** Asked by a page that finds no live connection; a captive portal cannot answer like this. */
export const loader = signedInApi(async ({ actor, context, params }) => ({
  standing: await readStanding(context, actor, params.entryId!),
}))

import { signedInApi } from '#app/http/signed-in.ts'
import { readEntry } from '#server/portfolios/read-entry.ts'

/** One entry: its content, its text, and who wrote it. */
export const loader = signedInApi(({ actor, context, params }) => readEntry(context, actor, params.entryId!))

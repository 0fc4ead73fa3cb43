import { jsonBody, signedInApi } from '#app/http/signed-in.ts'
import { Refusal } from '#server/errors.ts'
import { createEntry } from '#server/portfolios/create-entry.ts'

/** Opens a page in a section of the portfolio. */
export const action = signedInApi(async ({ actor, context, params, request }) => {
  if (request.method !== 'POST') throw new Refusal('malformed', 'Send a POST to open an entry.')
  const { section, title } = await jsonBody(request)
  const fields: Record<string, string> = {}
  if (typeof section !== 'string') fields.section = 'Name a section of the portfolio, for example "4".'
  if (typeof title !== 'string') fields.title = 'Give the page a title.'
  if (typeof section !== 'string' || typeof title !== 'string')
    throw new Refusal('not-ready', 'Send {"section", "title"}, both as text.', { fields })
  const entry = await createEntry(context, actor, { portfolioId: params.portfolioId!, section, title })
  return Response.json(entry, { status: 201, headers: { Location: `/api/entries/${entry.id}` } })
})

export const loader = signedInApi(async () => {
  throw new Refusal('malformed', 'Send a POST to open an entry; read the portfolio for its entries.')
})

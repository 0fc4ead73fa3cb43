import { jsonBody, signedInApi } from '#app/http/signed-in.ts'
import { Refusal } from '#server/errors.ts'
import { listRescues } from '#server/portfolios/list-rescues.ts'
import { type RescueAct, rescueActs, settleRescue } from '#server/portfolios/settle-rescue.ts'

/** Text that waits beside an entry's page since it met a change of layout. */
export const loader = signedInApi(async ({ actor, context, params }) => ({
  rescues: await listRescues(context, actor, params.entryId!),
}))

/** A writer put a piece of it back, or leaves it. */
export const action = signedInApi(async ({ actor, context, params, request }) => {
  if (request.method !== 'POST') throw new Refusal('malformed', 'Send a POST to say what became of a piece of text.')
  const { rescueId, act } = await jsonBody(request)
  if (typeof rescueId !== 'string' || typeof act !== 'string' || !(act in rescueActs))
    throw new Refusal('malformed', `Send {"rescueId", "act"}; an act is one of ${Object.keys(rescueActs).join(', ')}.`)
  await settleRescue(context, actor, { entryId: params.entryId!, rescueId, act: act as RescueAct })
  return { settled: true }
})

import { jsonBody, signedInApi } from '#app/http/signed-in.ts'
import { Refusal } from '#server/errors.ts'
import { addressPart } from '#server/evidence/address-part.ts'
import { cancelUpload } from '#server/evidence/cancel-upload.ts'
import { completeUpload } from '#server/evidence/complete-upload.ts'

/** The rest of an upload: `{"act":"address","part":n}`, `{"act":"complete","parts":[{part,etag}]}`, `{"act":"cancel"}`. */
export const action = signedInApi(async ({ actor, context, params, request }) => {
  const evidenceId = params.evidenceId ?? ''
  const body = await jsonBody(request)
  if (body.act === 'address') return addressPart(context, actor, { evidenceId, part: Number(body.part) })
  if (body.act === 'complete') return completeUpload(context, actor, { evidenceId, parts: partsOf(body.parts) })
  if (body.act === 'cancel') {
    await cancelUpload(context, actor, evidenceId)
    return { evidenceId }
  }
  throw new Refusal('malformed', 'Say what to do: address, complete or cancel.')
})

function partsOf(given: unknown): { part: number; etag: string }[] {
  const list = Array.isArray(given) ? given.slice(0, 10_000) : []
  return list.map((one) => ({ part: Number(one?.part), etag: String(one?.etag ?? '') }))
}

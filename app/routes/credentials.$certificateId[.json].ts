import { refusalResponse } from '#app/http/refusal-response.ts'
import { anyone } from '#app/http/signed-in.ts'
import { verifyCertificate } from '#server/certificates/verify-certificate.ts'
import { isRefusal } from '#server/errors.ts'

/** The public record of a certificate for programs; readable from any site, listed nowhere. */
export const loader = anyone(async ({ context, params, call }) => {
  const open = { 'Access-Control-Allow-Origin': '*', 'X-Robots-Tag': 'noindex' }
  try {
    const record = await verifyCertificate(context, {
      certificateId: params.certificateId ?? '',
      clientAddress: call.address,
    })
    return Response.json(record, { headers: open })
  } catch (error) {
    if (!isRefusal(error)) throw error
    const response = refusalResponse(error, call.requestId)
    for (const [name, value] of Object.entries(open)) response.headers.set(name, value)
    return response
  }
})

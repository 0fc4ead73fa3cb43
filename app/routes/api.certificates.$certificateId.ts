import { signedInApi } from '#app/http/signed-in.ts'
import { readCertificate } from '#server/certificates/read-certificate.ts'

/** A certificate as its holder, their team and staff may read it. */
export const loader = signedInApi(({ actor, context, params }) =>
  readCertificate(context, actor, params.certificateId ?? ''),
)

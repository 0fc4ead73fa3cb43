import { signedIn } from '#app/http/signed-in.ts'
import { openCertificate } from '#server/certificates/read-certificate.ts'

/** The page as a picture, to look at. */
export const loader = signedIn(async ({ actor, context, params }) => {
  const { bytes } = await openCertificate(context, actor, params.certificateId ?? '', 'svg')
  return new Response(bytes as BodyInit, {
    headers: { 'Content-Type': 'image/svg+xml; charset=utf-8', 'Cache-Control': 'private, no-store' },
  })
})

import { signedIn } from '#app/http/signed-in.ts'
import { openCertificate } from '#server/certificates/read-certificate.ts'

/** The printed page to keep. */
export const loader = signedIn(async ({ actor, context, params }) => {
  const { bytes, row } = await openCertificate(context, actor, params.certificateId ?? '', 'pdf')
  return new Response(bytes as BodyInit, {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="certificate-${row.number}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  })
})

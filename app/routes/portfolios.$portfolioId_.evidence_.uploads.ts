import { jsonBody, signedInApi } from '#app/http/signed-in.ts'
import type { Declaration } from '#domain/evidence/consent.ts'
import { beginUpload } from '#server/evidence/begin-upload.ts'

/** Opens an upload: `{fileName, mediaType, size, …}` answers 201 with how to cut the file and where its first part goes. */
export const action = signedInApi(async ({ actor, context, params, request }) => {
  const body = await jsonBody(request)
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '')
  const begun = await beginUpload(context, actor, {
    portfolioId: params.portfolioId ?? '',
    fileName: text('fileName'),
    mediaType: text('mediaType'),
    size: typeof body.size === 'number' ? body.size : Number.NaN,
    title: text('title'),
    altText: text('altText'),
    siteElementId: text('siteElementId') || null,
    takenOn: text('takenOn') || null,
    declaration: text('declaration') as Declaration,
  })
  return Response.json(begun, { status: 201 })
})

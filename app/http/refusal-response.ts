import { isRouteErrorResponse } from '@remix-run/react'
import { isRefusal, type Refusal, type RefusalCode, type RefusalDetails, statusOf } from '#server/errors.ts'
import { errorBody } from '#server/http/write-refusal.ts'

/** A refusal as data, as pages receive it. */
export type RefusalView = { code: RefusalCode; message: string } & Pick<RefusalDetails, 'fields' | 'link'>

export function refusalView(refusal: Refusal): RefusalView {
  return { code: refusal.code, message: refusal.message, fields: refusal.details.fields, link: refusal.details.link }
}

export function refusalHeaders(refusal: Refusal): Record<string, string> {
  return refusal.details.retryAfter ? { 'Retry-After': String(refusal.details.retryAfter) } : {}
}

/** The refusal among route errors, whether thrown as it is or as the data of a response. */
export function refusalIn(errors: Record<string, unknown> | null | undefined): Refusal | undefined {
  for (const error of Object.values(errors ?? {})) {
    if (isRefusal(error)) return error
    if (isRouteErrorResponse(error) && error.data?.refusal) {
      return { ...error.data.refusal, details: error.data.refusal, refusal: true } as Refusal
    }
  }
  return undefined
}

/** The contract's JSON error. */
export function refusalResponse(refusal: Refusal, requestId: string): Response {
  return Response.json(errorBody(refusal, requestId), {
    status: statusOf[refusal.code],
    headers: refusalHeaders(refusal),
  })
}

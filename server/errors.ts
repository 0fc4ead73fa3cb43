/**
 * Refusals: what the product says when it will not do something. They cross the Remix bundle's boundary, where classes
 * are loaded twice, so they are recognised by `code`, never by `instanceof` (architecture 3.1).
 */
export type RefusalCode =
  | 'malformed'
  | 'not-signed-in'
  | 'not-allowed'
  | 'not-found'
  | 'changed-meanwhile'
  | 'expired'
  | 'too-large'
  | 'type-not-allowed'
  | 'not-ready'
  | 'locked'
  | 'too-many'
  | 'unavailable'

export const statusOf: Record<RefusalCode, number> = {
  malformed: 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'changed-meanwhile': 409,
  expired: 410,
  'too-large': 413,
  'type-not-allowed': 415,
  'not-ready': 422,
  locked: 423,
  'too-many': 429,
  unavailable: 503,
}

export type RefusalDetails = {
  /** What is wrong with which field, each a sentence. */
  fields?: Record<string, string>
  /** Where to go next. */
  link?: { href: string; words: string }
  /** Seconds until another try makes sense. */
  retryAfter?: number
}

export class Refusal extends Error {
  readonly refusal = true
  readonly code: RefusalCode
  readonly details: RefusalDetails
  /** @param message one sentence that says what to do next. */
  constructor(code: RefusalCode, message: string, details: RefusalDetails = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}

export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && (error as { refusal?: unknown }).refusal === true
}

/** The same words whether a thing does not exist or is not yours to know. */
export function notFound(what = 'page'): Refusal {
  return new Refusal('not-found', `We can't find this ${what}. Check the address, or go back to where you came from.`)
}

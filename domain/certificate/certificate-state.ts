/**
 * The life of a certificate: `reserved` (id, number, name, dates and status index are fixed) -> `rendered` (its page is
 * printed) -> `issued` (released; anybody with the address may check it) -> `replaced` or `revoked`. Being told of it
 * is a mark beside the state (`notifiedAt`), because a message may fail without taking the certificate back.
 */
export const certificateStates = ['reserved', 'rendered', 'issued', 'replaced', 'revoked'] as const
export type CertificateState = (typeof certificateStates)[number]

/** Why a certificate stopped being valid: only the category is public. */
export const revocationReasons = {
  'issued-in-error': 'It was issued in error.',
  'at-request': 'Its holder asked for it to be withdrawn.',
  'programme-rules': 'It was withdrawn under the rules of the programme.',
} as const
export type RevocationReason = keyof typeof revocationReasons

/** One act releases at most so many. */
export const certificatesInOneAct = 40

export type Verdict = 'valid' | 'replaced' | 'not-valid'

/** What a stranger is told, or undefined where nothing has been issued. */
export function verdictOf(state: CertificateState): Verdict | undefined {
  if (state === 'issued') return 'valid'
  if (state === 'replaced') return 'replaced'
  if (state === 'revoked') return 'not-valid'
  return undefined
}

/** What of a decision matters to certificates. */
export type AwardDecision = {
  state: string
  outcome: string
  signedById: string | null
  secondSignedById: string | null
}

/** Whether a decision awards certificates now: an award, signed by two people, and released. */
export function isAwarded(decision: AwardDecision): boolean {
  return (
    decision.state === 'released' &&
    decision.signedById !== null &&
    decision.secondSignedById !== null &&
    isAward(decision.outcome)
  )
}

export const isAward = (outcome: string): boolean => outcome === 'certified' || isCommended(outcome)
export const isCommended = (outcome: string): boolean => outcome === 'certified-with-commendation'

/** Who may put their name under a decision: one manager and one member of faculty, neither close to the team. */
import type { Actor } from '../access/actor.ts'

export type SignatureHat = 'manager' | 'faculty'
export type Signing = {
  cohortId: string
  proposedById: string
  signedById: string | null
  signedAs: string | null
  reviewerIds: string[]
  /** Members, champions and mentors of the team, now or earlier. */
  closeIds: string[]
}

/** The hats a person could sign with; a contemplative trainee hosts calls but signs nothing. */
export function signatureHats(actor: Actor, cohortId: string): SignatureHat[] {
  if (actor.kind === 'public') return []
  const roles = actor.hats.flatMap((hat) => ('teamId' in hat || hat.cohortId !== cohortId ? [] : [hat.role]))
  return (['manager', 'faculty'] as const).filter((hat) => roles.includes(hat))
}

/** @returns the hat to sign with, or why this person cannot sign, as a sentence. */
export function signatureOf(actor: Actor, signing: Signing): { hat: SignatureHat } | { problem: string } {
  if (actor.kind === 'public') return { problem: 'Sign in to sign a decision.' }
  const { personId } = actor
  if (signing.proposedById === personId) return { problem: 'A decision is signed by somebody who did not propose it.' }
  if (signing.reviewerIds.includes(personId)) {
    return { problem: 'You reviewed this submission, so others sign its decision.' }
  }
  if (signing.closeIds.includes(personId)) {
    return { problem: 'You are close to this team (member, champion or mentor), so others sign its decision.' }
  }
  if (signing.signedById === personId) {
    return { problem: 'You have signed already. The second signature comes from another person.' }
  }
  const hats = signatureHats(actor, signing.cohortId)
  const open = hats.find((hat) => hat !== signing.signedAs)
  if (open) return { hat: open }
  if (hats.length === 0) return { problem: 'A program manager and a member of faculty sign decisions.' }
  const other = signing.signedAs === 'manager' ? 'a member of faculty' : 'a program manager'
  return { problem: `The ${signing.signedAs} has signed. The second signature comes from ${other}.` }
}

/**
 * Who acts. Roles hang on (person, programme edition / cohort / team), never on the account; a person wears as many
 * hats as they hold, and a rule asks for the hats that touch its subject.
 */
export const cohortRoles = ['manager', 'coach', 'support', 'facilitator', 'faculty', 'trainee', 'reviewer'] as const
/** `reviewer`: a certified Master in the cohort's pool; may be assigned, sees nothing until then. */
export type CohortRole = (typeof cohortRoles)[number]

export type Hat =
  | { role: 'participant'; teamId: string; cohortId: string; former: boolean; convenor: boolean }
  | { role: 'champion'; teamId: string; cohortId: string; former: boolean }
  | { role: 'mentor'; teamId: string; cohortId: string; former: boolean }
  | { role: CohortRole; cohortId: string }

export type Actor =
  | { kind: 'public' }
  | { kind: 'person'; personId: string; name: string; suspended: boolean; hats: Hat[] }

export const publicActor: Actor = { kind: 'public' }

/** What an actor is to one subject: the columns of the access table. */
export const relations = [
  'self',
  'member',
  'former-member',
  'champion',
  'mentor',
  'former-mentor',
  'assigned-reviewer',
  'pool-reviewer',
  'facilitator',
  'faculty',
  'trainee',
  'manager',
  'coach',
  'support',
  'signed-in',
  'public',
] as const
export type Relation = (typeof relations)[number]

/** The part of any subject that decides relations. */
export type Place = {
  teamId?: string | undefined
  cohortId?: string | undefined
  /** The persons this subject belongs to as persons: a reflection's author, a certificate's holder. */
  ownerIds?: string[] | undefined
  /** Reviewers assigned to this very submission. */
  reviewerIds?: string[] | undefined
}

/** Every relation that holds between an actor and a subject. A suspended person is a stranger. */
export function relationsOf(actor: Actor, place: Place): Set<Relation> {
  const found = new Set<Relation>(['public'])
  if (actor.kind === 'public' || actor.suspended) return found
  found.add('signed-in')
  if (place.ownerIds?.includes(actor.personId)) found.add('self')
  if (place.reviewerIds?.includes(actor.personId)) found.add('assigned-reviewer')
  for (const hat of actor.hats) {
    if (hat.role === 'participant') {
      if (hat.teamId === place.teamId) found.add(hat.former ? 'former-member' : 'member')
    } else if (hat.role === 'champion') {
      if (hat.teamId === place.teamId && !hat.former) found.add('champion')
    } else if (hat.role === 'mentor') {
      if (hat.teamId === place.teamId) found.add(hat.former ? 'former-mentor' : 'mentor')
    } else if (hat.cohortId === place.cohortId) {
      found.add(hat.role === 'reviewer' ? 'pool-reviewer' : hat.role)
    }
  }
  return found
}

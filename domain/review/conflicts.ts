/** Who may not review a team, and why. Conflicts are found when a reviewer is assigned, never later. */

export type ReviewerFacts = {
  personId: string
  name: string
  organisation: string | null
  districtIds: string[]
  /** Whether the person is in the cohort's pool of certified Masters. */
  certifiedMaster: boolean
}
export type TeamFacts = {
  name: string
  memberIds: string[]
  memberOrganisations: string[]
  championIds: string[]
  /** Mentors of the team, now or earlier. */
  mentorIds: string[]
  districts: { id: string; name: string }[]
  /** Who sits on the panel already. */
  reviewerIds: string[]
}

const folded = (name: string): string => name.normalize('NFKC').trim().toLocaleLowerCase('en')

/** @returns the reasons why this person cannot review this team, each a sentence; empty when they can. */
export function conflictsOfInterest(reviewer: ReviewerFacts, team: TeamFacts): string[] {
  const { name } = reviewer
  const reasons: string[] = []
  if (!reviewer.certifiedMaster) reasons.push(`${name} is not in this cohort's pool of certified Masters.`)
  if (team.memberIds.includes(reviewer.personId)) reasons.push(`${name} is or was a member of ${team.name}.`)
  if (team.championIds.includes(reviewer.personId)) reasons.push(`${name} is a champion of ${team.name}.`)
  if (team.mentorIds.includes(reviewer.personId)) reasons.push(`${name} is a mentor of ${team.name}.`)
  for (const district of team.districts) {
    if (reviewer.districtIds.includes(district.id)) {
      reasons.push(`${name} belongs to the same district as ${team.name}: ${district.name}.`)
    }
  }
  const employer = reviewer.organisation
  if (employer?.trim() && team.memberOrganisations.some((one) => folded(one) === folded(employer))) {
    reasons.push(`${name} has the same employer as a member of ${team.name}: ${employer.trim()}.`)
  }
  if (team.reviewerIds.includes(reviewer.personId)) reasons.push(`${name} is already assigned to this submission.`)
  return reasons
}

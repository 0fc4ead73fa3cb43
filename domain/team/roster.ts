/** A core team is two to five people; memberships are dated, and who leaves keeps credit for what they wrote. */
export const teamSize = { least: 2, most: 5 } as const

export type DatedMembership = { personId: string; startedOn: string; endedOn: string | null }

/** A membership counts on its first day and no longer on its last. */
export function isCurrent(membership: { endedOn: string | null }, today: string): boolean {
  return membership.endedOn === null || membership.endedOn > today
}

/** Why this person cannot join now, as a sentence that says what to do; undefined when they can. */
export function joiningObstacle(memberships: DatedMembership[], personId: string, today: string): string | undefined {
  const current = memberships.filter((membership) => isCurrent(membership, today))
  if (current.some((membership) => membership.personId === personId)) return 'This person is in the team already.'
  if (current.length >= teamSize.most)
    return 'A core team has two to five people, and this one has five. End a membership first, or form a second team at the same site.'
  return undefined
}

/** What the size asks of the team before it can submit; undefined when all is well. */
export function sizeConcern(currentCount: number): string | undefined {
  if (currentCount >= teamSize.least && currentCount <= teamSize.most) return undefined
  return currentCount < teamSize.least
    ? 'A core team needs at least two people. Invite one more before the kickoff and before you submit.'
    : 'A core team has at most five people.'
}

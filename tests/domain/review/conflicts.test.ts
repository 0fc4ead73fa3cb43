import { describe, expect, it } from 'vitest'
import { conflictsOfInterest, type ReviewerFacts, type TeamFacts } from '#domain/review/conflicts.ts'

const reviewer: ReviewerFacts = {
  personId: 'o',
  name: 'Ottoline Bracewell',
  organisation: 'Harbour Trust',
  districtIds: ['tulemarsh'],
  certifiedMaster: true,
}
const team: TeamFacts = {
  name: 'Kelp Forest',
  memberIds: ['m'],
  memberOrganisations: ['Driftwood Elementary'],
  championIds: ['c'],
  mentorIds: ['k'],
  districts: [{ id: 'alder', name: 'Alder Coast Unified' }],
  reviewerIds: [],
}

describe('conflicts of interest', () => {
  it('finds none for a stranger to the team', () => {
    expect(conflictsOfInterest(reviewer, team)).toEqual([])
  })

  it.each<[string, Partial<ReviewerFacts>, Partial<TeamFacts>, string]>([
    ['the mentor of the team', {}, { mentorIds: ['o'] }, 'Ottoline Bracewell is a mentor of Kelp Forest.'],
    [
      'somebody of the same district',
      { districtIds: ['alder'] },
      {},
      'Ottoline Bracewell belongs to the same district as Kelp Forest: Alder Coast Unified.',
    ],
    ['a member', {}, { memberIds: ['o'] }, 'Ottoline Bracewell is or was a member of Kelp Forest.'],
    ['a champion', {}, { championIds: ['o'] }, 'Ottoline Bracewell is a champion of Kelp Forest.'],
    [
      'a colleague of a member',
      { organisation: ' driftwood ELEMENTARY ' },
      {},
      'Ottoline Bracewell has the same employer as a member of Kelp Forest: driftwood ELEMENTARY.',
    ],
    [
      'somebody who is not a certified Master',
      { certifiedMaster: false },
      {},
      "Ottoline Bracewell is not in this cohort's pool of certified Masters.",
    ],
    [
      'somebody on the panel already',
      {},
      { reviewerIds: ['o'] },
      'Ottoline Bracewell is already assigned to this submission.',
    ],
  ])('refuses %s', (_who, of, on, reason) => {
    expect(conflictsOfInterest({ ...reviewer, ...of }, { ...team, ...on })).toEqual([reason])
  })

  it('does not take an empty employer for a shared one', () => {
    const unknown = { ...reviewer, organisation: '' }
    expect(conflictsOfInterest(unknown, { ...team, memberOrganisations: [''] })).toEqual([])
  })
})

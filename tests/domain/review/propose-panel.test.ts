import { expect, it } from 'vitest'
import type { ReviewerFacts, TeamFacts } from '#domain/review/conflicts.ts'
import { proposePanels } from '#domain/review/propose-panel.ts'

const reviewer = (personId: string, districtIds: string[] = []): ReviewerFacts => ({
  personId,
  name: personId,
  organisation: null,
  districtIds,
  certifiedMaster: true,
})
const team = (changes: Partial<TeamFacts> = {}): TeamFacts => ({
  name: 'Kelp Forest',
  memberIds: [],
  memberOrganisations: [],
  championIds: [],
  mentorIds: [],
  districts: [],
  reviewerIds: [],
  ...changes,
})

it('proposes the lightest loads without a conflict, and the panel with the fewest candidates first', () => {
  const pool = [reviewer('a'), reviewer('b', ['alder']), reviewer('c')]
  const panels = [
    { submissionId: 'easy', free: 2, team: team() },
    { submissionId: 'hard', free: 2, team: team({ districts: [{ id: 'alder', name: 'Alder' }] }) },
  ]
  expect(proposePanels(panels, pool, { a: 1 })).toEqual([
    { submissionId: 'hard', reviewerId: 'c' },
    { submissionId: 'hard', reviewerId: 'a' },
    { submissionId: 'easy', reviewerId: 'b' },
    { submissionId: 'easy', reviewerId: 'c' },
  ])
})

it('leaves a place open rather than filling it badly', () => {
  const panels = [{ submissionId: 's', free: 2, team: team({ mentorIds: ['a'] }) }]
  expect(proposePanels(panels, [reviewer('a')], {})).toEqual([])
})

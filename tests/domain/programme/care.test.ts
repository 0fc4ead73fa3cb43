import { expect, it } from 'vitest'
import { careFor, type TeamInCare } from '#domain/programme/care.ts'

const now = '2027-03-03T17:00:00.000Z'
const well: TeamInCare = {
  id: 't',
  name: 'Lantern',
  portfolioId: 'p',
  state: 'draft',
  touchedAt: '2027-03-01T00:00:00.000Z',
  members: 4,
  confirmedChampions: 1,
  mentors: 1,
  consentPending: 0,
  dueOn: null,
}
const sentences = (change: Partial<TeamInCare>) => careFor({ ...well, ...change }, now).map((care) => care.sentence)

it('says nothing about a team that is well', () => {
  expect(careFor(well, now)).toEqual([])
})

it('asks nothing more of a team that is certified', () => {
  expect(sentences({ state: 'certified', mentors: 0, confirmedChampions: 0, members: 1 })).toEqual([])
})

it.each([
  [{ touchedAt: '2027-02-12T10:00:00.000Z' }, ['has been quiet for 19 days.']],
  [{ touchedAt: '2027-02-18T00:00:00.000Z' }, []],
  [{ touchedAt: '2027-02-12T10:00:00.000Z', state: 'certified' }, []],
  [
    { state: 'changes-asked', dueOn: '2027-03-09' },
    ['works on the changes that were asked; they are due in six days.'],
  ],
  [{ state: 'changes-asked', dueOn: '2027-03-03' }, ['works on the changes that were asked; they are due today.']],
  [{ state: 'changes-asked', dueOn: '2027-03-01' }, ['works on the changes that were asked; they were due already.']],
  [{ members: 1 }, ['has one member now; a core team needs two.']],
  [{ confirmedChampions: 0 }, ['has no champion who confirmed access yet.']],
  [{ consentPending: 2 }, ['has two pieces of evidence waiting for consent.']],
] as [Partial<TeamInCare>, string[]][])('%o: %o', (change, expected) => {
  expect(sentences(change)).toEqual(expected)
})

it('suggests one act for each thing', () => {
  for (const care of careFor({ ...well, members: 1, mentors: 0, confirmedChampions: 0 }, now)) {
    expect(care.act.words).not.toBe('')
    expect(care.act.href).toMatch(/^\/(teams|portfolios)\//)
  }
})

import { expect, test } from 'vitest'
import { facetGroups, mandalaGroups, timeGroups } from '#domain/portfolio/lenses.ts'
import { tagObstacles } from '#domain/portfolio/tags.ts'
import { phaseStartsOn, phasesOn } from '#domain/programme/phases.ts'
import { somePhases } from '#tests/support/a-template.ts'

const cycle = { startsOn: '2026-10-27', endsOn: '2027-03-12' }
const entry = (id: string, happenedOn: string | null, ...tags: [string, string][]) => ({
  id,
  section: '1',
  happenedOn,
  createdAt: '2026-11-01T09:00:00.000Z',
  tags: tags.map(([kind, value]) => ({ kind, value })),
})

test('phases are shares of the cycle, and may overlap', () => {
  expect(phasesOn(somePhases, cycle, '2026-10-28').map((phase) => phase.key)).toEqual(['arrive'])
  expect(phasesOn(somePhases, cycle, '2026-12-24').map((phase) => phase.key)).toEqual(['see', 'try'])
  expect(phasesOn(somePhases, cycle, '2026-10-01').map((phase) => phase.key)).toEqual(['gather'])
  expect(phaseStartsOn(somePhases[2]!, cycle)).toBe('2026-11-16')
})

test('time puts every entry once, in the last phase that had begun', () => {
  const phases = somePhases.map((phase) => ({ ...phase, startsOn: phaseStartsOn(phase, cycle) }))
  const groups = timeGroups([entry('b', '2027-01-12'), entry('a', null), entry('c', '2027-01-02')], phases)
  expect(groups.map((group) => [group.key, group.entries.map((one) => one.id)])).toEqual([
    ['arrive', ['a']],
    ['see', []],
    ['try', ['c', 'b']],
    ['harvest', []],
  ])
})

test('facets and mandala never hide an entry that carries no tag', () => {
  const entries = [entry('a', null, ['facet', 'self'], ['facet', 'wider']), entry('b', null, ['mandala', 'research'])]
  expect(facetGroups(entries).map((group) => [group.key, group.entries.length])).toEqual([
    ['self', 1],
    ['relations', 0],
    ['wider', 1],
    ['untagged', 1],
  ])
  const mandala = mandalaGroups(entries)
  expect(mandala.find((group) => group.key === 'practice')?.hint).toMatch(/Quiet/)
  expect(mandala.at(-1)?.entries.map((one) => one.id)).toEqual(['a'])
})

test('a goal needs a sentence of at most 200 characters, and four are enough', () => {
  const goal = (number: string, sentence = 'We work on it.') => ({ number, sentence })
  const tags = (goals: { number: string; sentence: string }[]) => tagObstacles({ facets: [], mandala: [], goals })
  expect(tags([goal('4')])).toEqual({})
  expect(tags([goal('4', ' ')])['goal-4']).toMatch(/sentence/)
  expect(tags([goal('4', 'x'.repeat(201))])['goal-4']).toMatch(/200/)
  expect(tags(['1', '2', '3', '4', '5'].map((number) => goal(number))).goals).toMatch(/at most 4/)
  expect(tags([goal('18')]).goals).toMatch(/1 to 17/)
  expect(tags([goal('4'), goal('4')]).goals).toMatch(/once/)
})

import { expect, test } from 'vitest'
import type { EntryFacts } from '#domain/portfolio/entry-facts.ts'
import { sectionState, type TeamFacts } from '#domain/portfolio/section-state.ts'
import { aSection, aTemplate } from '#tests/support/a-template.ts'

const team: TeamFacts = {
  members: [
    { personId: 'd', givenName: 'Dev' },
    { personId: 'i', givenName: 'Ilse' },
    { personId: 'm', givenName: 'Marisela' },
    { personId: 't', givenName: 'Tobin' },
  ],
  hasCover: false,
  checkInRhythm: null,
  confirmedChampions: [],
  evidenceWaiting: 0,
}
const entry = (changes: Partial<EntryFacts> = {}): EntryFacts => ({
  entryId: 'e',
  section: '1',
  title: 'An entry',
  words: 200,
  tools: {},
  quotes: 0,
  evidence: 0,
  happenedOn: null,
  authorId: null,
  writerIds: [],
  ...changes,
})
const section = (key: string) => aTemplate.sections.find((one) => one.key === key)!
const says = (key: string, entries: EntryFacts[]) => sectionState(section(key), entries, team).sentence

test('a section without entries is not begun, and one without words has a page open', () => {
  expect(says('1', [])).toBe('Not begun yet.')
  expect(says('1', [entry({ words: 0 })])).toBe('A page is open; its first words are still to come.')
})

test('the front door counts its words against the limit', () => {
  expect(says('0', [entry({ words: 84 })])).toBe('84 of at most 150 words.')
})

test('Us names who has not written yet when they are few', () => {
  expect(says('1', [entry({ writerIds: ['m', 't', 'i'] })])).toBe('3 of 4 of you have written here; Dev not yet.')
  expect(says('1', [entry({ writerIds: ['m'] })])).toBe('1 of 4 of you have written here.')
  expect(says('1', [entry({ writerIds: ['m', 't', 'i', 'd'] })])).toBe('All four of you have written here.')
})

test('Each of us looks at authors, not at who typed', () => {
  expect(says('11', [entry({ authorId: 'm', writerIds: ['m', 't'] })])).toBe('1 of 4 of you have written here.')
})

test('Trying tells how many learning cycles are written down', () => {
  expect(says('7', [entry(), entry({ words: 4 })])).toBe('1 of 3 learning cycles written down.')
  expect(says('7', [entry(), entry(), entry()])).toBe('Three learning cycles written down.')
})

test('Beneath the surface tells its models, and is there only with both', () => {
  expect(says('4', [entry({ tools: { iceberg: 1 }, words: 640 })])).toBe('An iceberg, and about 640 words.')
  expect(says('4', [entry({ tools: { iceberg: 1 }, words: 0 })])).toBe('An iceberg.')
  const both = sectionState(section('4'), [entry({ tools: { iceberg: 1, 'causal-loop': 2 }, words: 1240 })], team)
  expect(both).toEqual({ sentence: 'An iceberg and two causal loops, and about 1,200 words.', tended: 'there' })
  expect(sectionState(section('4'), [entry({ tools: { iceberg: 1 } })], team).tended).toBe('begun')
})

test('a champion who opened the door is named', () => {
  const place = aSection('2', { readyChecks: [{ rule: 'champion-confirmed', words: 'Champion confirmed.' }] })
  expect(sectionState(place, [entry()], team).sentence).toBe(
    'One entry, about 200 words; the champion is still to confirm.',
  )
  expect(sectionState(place, [entry()], { ...team, confirmedChampions: ['Marisela'] }).sentence).toBe(
    'One entry, about 200 words; Marisela opened the door.',
  )
})

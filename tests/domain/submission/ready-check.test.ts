import { describe, expect, it } from 'vitest'
import type { TemplateSection } from '#domain/programme/edition.ts'
import { canonicalJson } from '#domain/submission/manifest.ts'
import { openPoints, type ReadyFacts, type UsedEvidence } from '#domain/submission/ready-check.ts'
import { agreementOf } from '#domain/submission/voices.ts'

const section = (key: TemplateSection['key'], changes: Partial<TemplateSection> = {}): TemplateSection => ({
  key,
  title: `Section ${key}`,
  phases: [],
  facets: [],
  mandala: [],
  purpose: 'Because.',
  prompts: [{ key: `${key}.1`, register: 'head', words: 'What?' }],
  blocks: [],
  evidence: [],
  required: true,
  personal: false,
  readyChecks: [],
  ...changes,
})
const entry = (key: string, changes = {}) => ({
  entryId: `e${key}`,
  section: key,
  title: 'A page',
  words: 200,
  tools: {},
  quotes: 0,
  evidence: 0,
  happenedOn: '2027-01-01',
  authorId: null,
  writerIds: ['p1', 'p2'],
  ...changes,
})
const photo = (changes: Partial<UsedEvidence> = {}): UsedEvidence => ({
  id: 'v1',
  kind: 'photo',
  title: 'The gate',
  altText: 'A green gate in the rain',
  mediaType: 'image/webp',
  storageKey: 'k',
  thumbnailKey: 't',
  width: 10,
  height: 10,
  link: null,
  note: null,
  declaration: 'none',
  consentState: 'not-needed',
  consentNote: null,
  state: 'ready',
  archivedAt: null,
  ...changes,
})
const facts = (changes: Partial<ReadyFacts> = {}): ReadyFacts => ({
  portfolioId: 'pf',
  teamId: 't',
  sections: [section('1')],
  open: null,
  entries: [entry('1')],
  members: [
    { personId: 'p1', givenName: 'Ada' },
    { personId: 'p2', givenName: 'Bo' },
  ],
  coverEvidenceId: null,
  checkInRhythm: 'weekly',
  championConfirmed: true,
  evidence: [],
  ...changes,
})

describe('The ready check', () => {
  it('has nothing to say of a portfolio that is ready', () => {
    expect(openPoints(facts())).toEqual([])
  })

  it('stops an empty required section, and says where it is', () => {
    const points = openPoints(facts({ entries: [entry('1', { words: 0 })] }))
    expect(points).toEqual([
      {
        blocks: true,
        sentence: '“Section 1” is still empty. Because.',
        href: '/portfolios/pf/sections/1',
        section: '1',
      },
    ])
  })

  it('counts a thinking tool without words as a beginning', () => {
    expect(openPoints(facts({ entries: [entry('1', { words: 0, tools: { iceberg: 1 } })] }))).toEqual([])
  })

  it('stops media whose consent is open or withdrawn, and pictures without words', () => {
    const evidence = [
      photo({ id: 'a', declaration: 'identifiable-children', consentState: 'pending' }),
      photo({ id: 'b', consentState: 'withdrawn' }),
      photo({ id: 'c', altText: ' ' }),
    ]
    const points = openPoints(facts({ evidence }))
    expect(points.map(({ blocks, href }) => ({ blocks, href }))).toEqual([
      { blocks: true, href: '/evidence/a' },
      { blocks: true, href: '/evidence/b' },
      { blocks: true, href: '/evidence/c' },
    ])
  })

  it.each([
    [1, true],
    [2, false],
    [5, false],
    [6, true],
  ])('a team of %i is the wrong size: %s', (size, wrong) => {
    const members = Array.from({ length: size }, (_, n) => ({ personId: `p${n}`, givenName: `P${n}` }))
    expect(openPoints(facts({ members })).some((point) => point.blocks)).toBe(wrong)
  })

  it('names who has not written yet, without stopping anybody', () => {
    const sections = [
      section('6', {
        required: false,
        readyChecks: [{ rule: 'entry-per-member', words: 'One reflection from each of you.' }],
      }),
    ]
    const entries = [entry('6', { authorId: 'p1', writerIds: [] })]
    expect(openPoints(facts({ sections, entries }))).toEqual([
      {
        blocks: false,
        sentence: 'One reflection from each of you. Still to come: Bo.',
        href: '/portfolios/pf/sections/6',
        section: '6',
      },
    ])
  })

  it('after changes were asked it looks only at the named sections', () => {
    const sections = [section('1'), section('5')]
    expect(openPoints(facts({ sections, entries: [], open: ['5'] })).map((point) => point.section)).toEqual(['5'])
  })
})

describe('Agreeing to submit', () => {
  const proposedAt = '2027-03-01T10:00:00.000Z'
  const voice = (personId: string, says: 'agree' | 'object') => ({ personId, says, note: null, at: proposedAt })

  it('is settled when everybody agreed', () => {
    expect(agreementOf(proposedAt, ['a', 'b'], [voice('a', 'agree'), voice('b', 'agree')], proposedAt)).toEqual({
      settled: true,
      how: 'everybody-agreed',
    })
  })

  it('silence counts after a whole day and not a minute earlier', () => {
    const before = agreementOf(proposedAt, ['a', 'b'], [voice('a', 'agree')], '2027-03-02T09:59:59.999Z')
    expect(before).toMatchObject({ settled: false, waitingFor: ['b'] })
    const after = agreementOf(proposedAt, ['a', 'b'], [voice('a', 'agree')], '2027-03-02T10:00:00.000Z')
    expect(after).toEqual({ settled: true, how: 'nobody-objected' })
  })

  it('an objection holds however long it takes, and one of a member who left does not', () => {
    const voices = [voice('a', 'agree'), voice('b', 'object')]
    expect(agreementOf(proposedAt, ['a', 'b'], voices, '2027-04-01T00:00:00.000Z').settled).toBe(false)
    expect(agreementOf(proposedAt, ['a'], voices, proposedAt).settled).toBe(true)
  })
})

it('canonical JSON is the same text whatever the order of keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}')
  expect(canonicalJson({ c: 1, a: 2 })).toBe(canonicalJson({ a: 2, c: 1 }))
})

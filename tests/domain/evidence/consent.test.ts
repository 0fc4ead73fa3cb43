import { describe, expect, test } from 'vitest'
import { consentAfterDeclaration, consentObstacles, consentSentence } from '#domain/evidence/consent.ts'
import { type EvidenceFacts, evidenceView, sortingQuestions } from '#domain/evidence/evidence-view.ts'

const photo: EvidenceFacts & { archivedAt: string | null; siteElementId: string | null; takenOn: string | null } = {
  id: 'e1',
  kind: 'photo',
  title: 'The gate at pick-up',
  altText: 'A gate',
  mediaType: 'image/jpeg',
  storageKey: 'k1',
  thumbnailKey: 't1',
  width: 4,
  height: 3,
  link: null,
  note: null,
  declaration: 'unsure',
  consentState: 'pending',
  consentNote: null,
  state: 'ready',
  archivedAt: null,
  siteElementId: 's1',
  takenOn: '2027-03-01',
}

describe('consent stands between evidence and a submission', () => {
  test('while nobody has said whether a child can be recognised', () => {
    expect(consentObstacles([photo])[0]).toMatchObject({
      evidenceId: 'e1',
      href: '/evidence/e1',
      sentence: expect.stringContaining('say whether'),
    })
  })
  test('while consent for recognisable children is not noted', () => {
    expect(consentObstacles([{ ...photo, declaration: 'identifiable-children' }])[0]?.sentence).toContain(
      'note who gave consent',
    )
  })
  test('when it was withdrawn, put away, refused or has not arrived', () => {
    const pieces = [
      { ...photo, consentState: 'withdrawn' as const },
      { ...photo, consentState: 'cleared' as const, archivedAt: '2027-03-01T00:00:00Z' },
      { ...photo, state: 'refused' as const },
      { ...photo, state: 'uploading' as const },
    ]
    expect(consentObstacles(pieces)).toHaveLength(4)
  })
  test('and not when it is cleared or not needed', () => {
    expect(
      consentObstacles([
        { ...photo, consentState: 'cleared' },
        { ...photo, consentState: 'not-needed' },
      ]),
    ).toEqual([])
  })
})

describe('a declaration moves the consent state', () => {
  test.each([
    ['none', 'pending', 'not-needed'],
    ['unsure', 'not-needed', 'pending'],
    ['identifiable-children', 'not-needed', 'pending'],
    ['identifiable-children', 'cleared', 'cleared'],
    ['none', 'withdrawn', 'withdrawn'],
    ['unsure', 'withdrawn', 'withdrawn'],
  ] as const)('%s makes of %s: %s', (declaration, now, next) => {
    expect(consentAfterDeclaration(declaration, now)).toBe(next)
  })
})

describe('what pages show of a piece', () => {
  test('a withdrawn piece has no way to its bytes, words or description', () => {
    const view = evidenceView({ ...photo, consentState: 'withdrawn', link: 'https://example.org', note: 'x' })
    expect(view).toMatchObject({
      state: 'withdrawn',
      fileUrl: null,
      thumbnailUrl: null,
      altText: '',
      link: null,
      note: null,
    })
    expect(view.consentSentence).toContain('withdrawn')
  })
  test('a piece with open consent is withheld from those who do not look after it', () => {
    expect(evidenceView(photo).fileUrl).toBe('/evidence/e1/file')
    expect(evidenceView(photo, { seesPending: false })).toMatchObject({ state: 'withheld', fileUrl: null })
  })
  test('unsure reads as a question, never as an all-clear', () => {
    expect(consentSentence(photo)).toContain('?')
  })
  test('a piece without place, day, title or description waits to be sorted', () => {
    const bare = { ...photo, title: '', altText: '', siteElementId: null, takenOn: null }
    expect(sortingQuestions(bare)).toHaveLength(5)
    expect(sortingQuestions({ ...photo, consentState: 'cleared' })).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareReviews, type FinishedReview } from '#domain/review/compare-reviews.ts'
import { outcomes } from '#domain/review/outcome.ts'
import { levels } from '#domain/review/rubric.ts'
import { associateRubric, levelsOf } from '#tests/support/a-rubric.ts'

const finished = (but = {}, outcome: FinishedReview['outcome'] = 'certified'): FinishedReview => ({
  levels: levelsOf(associateRubric, 3, but),
  outcome,
})
const compare = (first: FinishedReview, second: FinishedReview) => compareReviews(associateRubric, 2, first, second)

describe('comparing two reviews', () => {
  it('finds nothing to settle when both agree', () => {
    const { same, differences, moderation } = compare(finished(), finished())
    expect([same.length, differences, moderation]).toEqual([10, [], []])
  })

  it('leaves a gap of one level to the pair', () => {
    const { differences, moderation } = compare(finished({ C5: 4 }), finished())
    expect(differences).toEqual([{ criterion: 'C5', first: 4, second: 3, gap: 1 }])
    expect(moderation).toEqual([])
  })

  it('sends a gap of two levels to moderation', () => {
    expect(compare(finished({ C5: 4 }), finished({ C5: 2 })).moderation).toEqual([
      'C5 Seeing the system is 2 levels apart.',
    ])
  })

  it('sends different outcomes to moderation', () => {
    expect(compare(finished(), finished({}, 'changes-asked')).moderation).toEqual([
      'The outcomes differ: certified and changes asked.',
    ])
  })

  it('sends what one of them cannot judge to moderation', () => {
    const blind: FinishedReview = { levels: { ...finished().levels, C9: null }, outcome: null }
    expect(compare(blind, finished()).moderation).toEqual(['C9 What shifted could not be judged by everyone.'])
  })

  it('does not depend on who is first', () => {
    const anyReview = fc.record({
      levels: fc.record(
        Object.fromEntries(associateRubric.criteria.map(({ key }) => [key, fc.constantFrom(...levels, null)])),
      ),
      outcome: fc.constantFrom(...outcomes, null),
    }) as fc.Arbitrary<FinishedReview>
    fc.assert(
      fc.property(anyReview, anyReview, (a, b) => {
        const [one, other] = [compare(a, b), compare(b, a)]
        expect(one.moderation.length).toBe(other.moderation.length)
        expect(one.same).toEqual(other.same)
        expect(one.same.length + one.differences.length).toBe(associateRubric.criteria.length)
      }),
    )
  })
})

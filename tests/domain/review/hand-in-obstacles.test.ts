import { describe, expect, it } from 'vitest'
import { feedbackSchema } from '#domain/review/feedback.ts'
import { type DraftScore, handInObstacles } from '#domain/review/hand-in-obstacles.ts'
import { associateRubric } from '#tests/support/a-rubric.ts'

const whole: DraftScore = { level: 3, sentence: 'Seen in the staff room.', cannotJudge: null, citations: 1 }
const all = (but: Record<string, DraftScore> = {}) => ({
  ...Object.fromEntries(associateRubric.criteria.map(({ key }) => [key, whole])),
  ...but,
})
const feedback = feedbackSchema.parse({ noticed: 'You stayed with the hard part. You asked the drivers.' })
const sentences = (scores: Record<string, DraftScore>, carried: string[] = []) =>
  handInObstacles(associateRubric, scores, feedback, carried).map((one) => one.sentence)

describe('what stands between a review and being handed in', () => {
  it('nothing, when every criterion has a level, a citation and a sentence', () => {
    expect(sentences(all())).toEqual([])
  })

  it('a score without a citation', () => {
    expect(sentences(all({ C5: { ...whole, citations: 0 } }))).toEqual([
      'C5 Seeing the system still needs at least one citation.',
    ])
  })

  it('a score without a sentence, and one not begun', () => {
    const { C9: _gone, ...scores } = all({ C5: { ...whole, sentence: '  ' } }) as Record<string, DraftScore>
    expect(sentences(scores)).toEqual([
      'C5 Seeing the system still needs one sentence.',
      'C9 What shifted still needs a level, a citation and a sentence.',
    ])
  })

  it('"cannot judge" without its reason, but not with it', () => {
    const cannot = { ...whole, level: null, citations: 0, sentence: '' }
    expect(sentences(all({ C8: { ...cannot, cannotJudge: ' ' } }))).toEqual([
      'C8 Evidence and honesty still needs a reason why it cannot be judged.',
    ])
    expect(sentences(all({ C8: { ...cannot, cannotJudge: 'The film does not play.' } }))).toEqual([])
  })

  it('skips what is carried from an earlier submission', () => {
    const { C1: _gone, ...scores } = all() as Record<string, DraftScore>
    expect(sentences(scores, ['C1'])).toEqual([])
  })

  it('words for the team', () => {
    const silent = feedbackSchema.parse({})
    expect(handInObstacles(associateRubric, all(), silent)).toEqual([
      { criterion: null, sentence: 'Tell the team what you noticed.' },
    ])
  })
})

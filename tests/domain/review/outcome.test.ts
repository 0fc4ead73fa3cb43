import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judge } from '#domain/review/outcome.ts'
import { openGates, reasonsNotPassed, weightedTotal } from '#domain/review/pass-rule.ts'
import { type Level, type Levels, levels } from '#domain/review/rubric.ts'
import { associateRubric, associateRule, levelsOf, masterRubric, masterRule } from '#tests/support/a-rubric.ts'

const associate = (but: Levels, everywhere: Level = 3) =>
  judge(associateRule, associateRubric, levelsOf(associateRubric, everywhere, but), openGates, false)
const master = (but: Levels, everywhere: Level = 3) =>
  judge(masterRule, masterRubric, levelsOf(masterRubric, everywhere, but), openGates, false)

describe('the Associate rule, worked', () => {
  it.each<[string, Levels, Level, number, string]>([
    ['all at 3', {}, 3, 300, 'certified'],
    ['C5 and C9 at 2', { C5: 2, C9: 2 }, 3, 278, 'certified'],
    ['C2, C4 and C8 at 2', { C2: 2, C4: 2, C8: 2 }, 3, 270, 'changes-asked'],
    ['the same with C5 at 4', { C2: 2, C4: 2, C8: 2, C5: 4 }, 3, 285, 'certified'],
    ['one criterion at 1, the rest at 4', { C9: 1 }, 4, 379, 'changes-asked'],
    ['C8 at 1, the rest at 4', { C8: 1 }, 4, 376, 'changes-asked'],
    ['C5 and C6 at 2, both Wider', { C5: 2, C6: 2, C4: 4, C7: 4 }, 3, 296, 'changes-asked'],
    ['C8, C9 and C10 at 2, three Across', { C8: 2, C9: 2, C10: 2 }, 3, 280, 'changes-asked'],
    ['all at 4', {}, 4, 400, 'certified-with-commendation'],
    ['C1 at 2, the rest at 4: no commendation', { C1: 2 }, 4, 380, 'certified'],
  ])('%s', (_name, but, everywhere, total, outcome) => {
    expect(associate(but, everywhere)).toMatchObject({ total, outcome })
  })

  it('tells each reason in a sentence', () => {
    expect(associate({ C5: 2, C6: 2 }).reasons).toEqual([
      'The weighted sum is 273 of 400; the bar is 275.',
      'Both criteria of the facet Wider world are still emerging: C5, C6.',
    ])
  })

  it('asks for changes once, then says not yet', () => {
    const levelsOnce = levelsOf(associateRubric, 2)
    expect(judge(associateRule, associateRubric, levelsOnce, openGates, true).outcome).toBe('not-yet')
  })

  it('holds the gates beside the levels', () => {
    const all3 = levelsOf(associateRubric, 3)
    const judged = judge(associateRule, associateRubric, all3, { ...openGates, reviewSession: false }, false)
    expect(judged.outcome).toBe('changes-asked')
    expect(judged.reasons).toEqual(['The team has not taken part in its review session yet.'])
  })
})

describe('the Master rule, worked', () => {
  it.each<[string, Levels, Level, number, string]>([
    ['all at 3: no 4s', {}, 3, 300, 'changes-asked'],
    ['C8 and C9 at 4', { C8: 4, C9: 4 }, 3, 314, 'certified'],
    ['C11 at 2, the rest at 4', { C11: 2 }, 4, 382, 'changes-asked'],
    ['three 2s', { C2: 2, C8: 2, C12: 2 }, 4, 358, 'changes-asked'],
  ])('%s', (_name, but, everywhere, total, outcome) => {
    expect(master(but, everywhere)).toMatchObject({ total, outcome })
  })

  it('names the candidate whose own sections are open', () => {
    const all4 = levelsOf(masterRubric, 4)
    const judged = judge(masterRule, masterRubric, all4, { ...openGates, candidatesNotYet: ['Ada Bell'] }, false)
    expect(judged.reasons).toEqual(['Ada Bell: own §6 and §11 not met yet.'])
  })
})

describe('the arithmetic', () => {
  const anyLevels = fc.record(
    Object.fromEntries(associateRubric.criteria.map((one) => [one.key, fc.constantFrom(...levels)])),
  ) as fc.Arbitrary<Levels>

  it('weights sum to 100 for both awards', () => {
    for (const rubric of [associateRubric, masterRubric]) expect(weightedTotal(rubric, levelsOf(rubric, 1))).toBe(100)
  })

  it('stays in whole numbers from 100 to 400', () => {
    fc.assert(
      fc.property(anyLevels, (some) => {
        const total = weightedTotal(associateRubric, some)
        return Number.isInteger(total) && total >= 100 && total <= 400
      }),
    )
  })

  it('never takes an award away when a level rises', () => {
    fc.assert(
      fc.property(anyLevels, fc.constantFrom(...associateRubric.criteria), (some, { key }) => {
        fc.pre(some[key]! < 4 && reasonsNotPassed(associateRule, associateRubric, some, openGates).length === 0)
        const raised = { ...some, [key]: (some[key]! + 1) as Level }
        return reasonsNotPassed(associateRule, associateRubric, raised, openGates).length === 0
      }),
    )
  })

  it('commends only what passes', () => {
    fc.assert(
      fc.property(anyLevels, (some) => {
        const { outcome, total } = judge(associateRule, associateRubric, some, openGates, false)
        return outcome !== 'certified-with-commendation' || (total >= 340 && !Object.values(some).includes(2))
      }),
    )
  })

  it('refuses to judge while a criterion has no level', () => {
    expect(() => weightedTotal(associateRubric, {})).toThrow(/no level/)
  })
})

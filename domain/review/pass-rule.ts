/**
 * The pass rule of an award, applied. Rule and rubric are data of the edition; weights and levels are whole numbers
 * and stay so: the sum runs from 100 to 400.
 */
import type { PassRule } from '#domain/programme/edition.ts'
import { criterionName, type Level, type Levels, type Rubric } from './rubric.ts'

export type { PassRule }

/** What has to be true beside the levels; attendance and the ready check fill it in, the proposer confirms it. */
export type Gates = {
  requiredSections: boolean
  consentClear: boolean
  reviewSession: boolean
  /** Names of candidates whose own sections are not met yet. */
  candidatesNotYet: string[]
}
export const openGates: Gates = {
  requiredSections: true,
  consentClear: true,
  reviewSession: true,
  candidatesNotYet: [],
}

/** Sum of weight x level, in whole numbers. Every criterion must have a level. */
export function weightedTotal(rubric: Rubric, levels: Levels): number {
  return rubric.criteria.reduce((sum, { key, weight }) => {
    const level = levels[key]
    if (level === undefined) throw new RangeError(`criterion ${key} has no level`)
    return sum + weight * level
  }, 0)
}

/** @returns why the award is not reached, each a sentence; empty when it is reached. */
export function reasonsNotPassed(rule: PassRule, rubric: Rubric, levels: Levels, gates: Gates): string[] {
  return [...sumReasons(rule, rubric, levels), ...levelReasons(rule, rubric, levels), ...gateReasons(rule, gates)]
}

function sumReasons(rule: PassRule, rubric: Rubric, levels: Levels): string[] {
  const total = weightedTotal(rubric, levels)
  return total >= rule.bar ? [] : [`The weighted sum is ${total} of 400; the bar is ${rule.bar}.`]
}

function levelReasons(rule: PassRule, rubric: Rubric, levels: Levels): string[] {
  const reasons: string[] = []
  const keysAt = (level: Level) => rubric.criteria.filter((one) => levels[one.key] === level)
  const names = (list: { key: string }[]) => list.map((one) => one.key).join(', ')
  const mustReachThree: readonly string[] = rule.mustReachThree
  for (const criterion of rubric.criteria) {
    const level = levels[criterion.key]!
    if (level < rule.lowestLevel) reasons.push(`${criterionName(criterion)} is not yet visible.`)
    else if (level < 3 && mustReachThree.includes(criterion.key)) {
      reasons.push(`${criterionName(criterion)} must be established for this award.`)
    }
  }
  for (const facet of rule.facetsNotAllAtTwo) {
    const all = rubric.criteria.filter((one) => one.facet === facet)
    if (all.length > 0 && all.every((one) => levels[one.key] === 2)) {
      reasons.push(`Both criteria of ${facetWords[facet]} are still emerging: ${names(all)}.`)
    }
  }
  const twos = keysAt(2)
  const across = twos.filter((one) => one.facet === 'across')
  if (across.length > rule.acrossAtTwo) {
    reasons.push(`${names(across)} are still emerging; of the Across criteria at most ${rule.acrossAtTwo} may be.`)
  }
  if (rule.twosAllowed !== null && twos.length > rule.twosAllowed) {
    reasons.push(`${names(twos)} are still emerging; at most ${rule.twosAllowed} may be.`)
  }
  const fours = keysAt(4).length
  if (fours < rule.foursNeeded) {
    const counted = fours === 0 ? 'No criterion is' : fours === 1 ? 'One criterion is' : `${fours} criteria are`
    reasons.push(`${counted} generative; this award asks for at least ${rule.foursNeeded}.`)
  }
  return reasons
}

function gateReasons(rule: PassRule, gates: Gates): string[] {
  const own = rule.perCandidateSections.map((section) => `§${section}`).join(' and ')
  return [
    ...(gates.requiredSections ? [] : ['A required section is missing.']),
    ...(gates.consentClear ? [] : ['Consent for some evidence is not settled.']),
    ...(gates.reviewSession ? [] : ['The team has not taken part in its review session yet.']),
    ...gates.candidatesNotYet.map((name) => `${name}: own ${own || 'sections'} not met yet.`),
  ]
}

const facetWords: Record<string, string> = {
  self: 'the facet Self',
  relations: 'the facet Relations',
  wider: 'the facet Wider world',
  across: 'the Across criteria',
  master: 'the Master criteria',
}

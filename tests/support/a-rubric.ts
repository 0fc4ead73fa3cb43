import type { PassRule, Rubric } from '#domain/programme/edition.ts'
import type { Level, Levels } from '#domain/review/rubric.ts'

type Key = Rubric['criteria'][number]['key']
type Row = [Key, string, Rubric['criteria'][number]['facet'], associate: number, master: number]

const rows: Row[] = [
  ['C1', 'Inner practice', 'self', 10, 9],
  ['C2', 'Learning from experience', 'self', 10, 8],
  ['C3', 'Team as a field', 'relations', 10, 7],
  ['C4', 'Relations at the site', 'relations', 12, 10],
  ['C5', 'Seeing the system', 'wider', 15, 14],
  ['C6', 'Voices and equity', 'wider', 12, 9],
  ['C7', 'Aspiration, action, change of course', 'across', 11, 8],
  ['C8', 'Evidence and honesty', 'across', 8, 7],
  ['C9', 'What shifted', 'across', 7, 7],
  ['C10', 'Sustaining and connecting', 'across', 5, 6],
  ['C11', 'Growing others', 'master', 0, 9],
  ['C12', 'Contributing to the field', 'master', 0, 6],
]

function rubricOf(award: 'associate' | 'master'): Rubric {
  return {
    levelNames: ['Not yet visible', 'Emerging', 'Established', 'Generative'],
    criteria: rows.flatMap(([key, title, facet, associate, master]) => {
      const weight = award === 'associate' ? associate : master
      if (weight === 0) return []
      return [{ key, title, facet, weight, levels: ['not seen', 'some of it', 'clearly there', 'shared by others'] }]
    }),
  }
}

const common = {
  lowestLevel: 2,
  facetsNotAllAtTwo: ['self', 'relations', 'wider'],
  commendationBar: 340,
  reviewers: 2,
  moderationGap: 2,
  daysForChanges: 21,
  appealDays: 30,
} satisfies Partial<PassRule>

export const associateRubric = rubricOf('associate')
export const masterRubric = rubricOf('master')
export const associateRule: PassRule = {
  ...common,
  bar: 275,
  acrossAtTwo: 2,
  mustReachThree: [],
  twosAllowed: null,
  foursNeeded: 0,
  perCandidateSections: [],
}
export const masterRule: PassRule = {
  ...common,
  bar: 310,
  acrossAtTwo: 2,
  mustReachThree: ['C1', 'C4', 'C5', 'C11'],
  twosAllowed: 2,
  foursNeeded: 2,
  perCandidateSections: ['6', '11'],
}

/** Every criterion at one level, but for the named ones. */
export function levelsOf(rubric: Rubric, everywhere: Level, but: Levels = {}): Levels {
  return { ...Object.fromEntries(rubric.criteria.map((one) => [one.key, everywhere])), ...but }
}

/** Levels and criteria as a review uses them; the rubric itself is data of the programme edition. */
import type { Criterion, Rubric } from '#domain/programme/edition.ts'

export type { Criterion, Rubric }

export const levels = [1, 2, 3, 4] as const
export type Level = (typeof levels)[number]
/** One level for each criterion, by key. */
export type Levels = Record<string, Level>

export const isLevel = (value: unknown): value is Level => levels.includes(value as Level)

/** "C5 Seeing the system" */
export const criterionName = (criterion: Pick<Criterion, 'key' | 'title'>): string =>
  `${criterion.key} ${criterion.title}`

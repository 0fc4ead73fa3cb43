/**
 * A programme edition: everything the programme decides, as versioned data. The JSON columns of `programme_edition`
 * hold exactly these shapes; `db/demo/programmes/*.yaml` is where people write them. A running cohort keeps its version.
 */
import { z } from 'zod'
import { offeredBlockNames } from '../portfolio/offered-blocks.ts'
import { sectionKeys } from '../portfolio/section-key.ts'
import { facets, mandalaAreas } from '../portfolio/tags.ts'

const words = z.string().trim().min(1)
const percent = z.number().int().min(0).max(100)

export const registers = ['head', 'heart', 'hand'] as const
export const eventKinds = [
  'workshop',
  'community-call',
  'contemplative-call',
  'review-session',
  'ceremony',
  'convening',
  'retreat',
] as const
export type EventKind = (typeof eventKinds)[number]
export const phaseKeys = ['gather', 'arrive', 'see', 'try', 'harvest', 'review', 'celebrate'] as const

/**
 * The ready check's rules by name. `count` is the rule's number where it has one; `blocks` the tools of which
 * `count` are expected (any of them). Only `consent-clear` and a missing required section stop a submission.
 */
export const readyRules = [
  'has-entry',
  'word-limit',
  'cover-alt-text',
  'check-in-rhythm',
  'everyone-wrote',
  'champion-confirmed',
  'champion-statement',
  'entries-dated',
  'revisited-later',
  'has-blocks',
  'has-evidence',
  'evidence-kinds',
  'consent-clear',
  'entry-per-member',
  'learning-cycles',
  'counter-evidence',
  'exchange-with-team',
] as const
export type ReadyRule = (typeof readyRules)[number]

const prompt = z.object({ key: words, register: z.enum(registers), words })
const readyCheck = z.object({
  rule: z.enum(readyRules),
  count: z.number().int().positive().optional(),
  blocks: z.array(z.enum(offeredBlockNames)).optional(),
  /** What to say while the point is open: a sentence of the programme's. */
  words,
})
const templateSection = z.object({
  key: z.enum(sectionKeys),
  title: words,
  /** Phases in which the section is tended; empty means any time. */
  phases: z.array(z.enum(phaseKeys)),
  facets: z.array(z.enum(facets)),
  mandala: z.array(z.enum(mandalaAreas)),
  purpose: words,
  prompts: z.array(prompt).min(1),
  blocks: z.array(z.enum(offeredBlockNames)),
  /** What a reader hopes to find here, one sentence each. */
  evidence: z.array(words),
  /** Whether the section must hold an entry before the portfolio is submitted. */
  required: z.boolean(),
  /** Whether each entry has one author who alone writes it. */
  personal: z.boolean(),
  readyChecks: z.array(readyCheck),
})
export const templateShape = z.object({
  minutesToRead: z.number().int().positive(),
  sections: z.array(templateSection).min(1),
})

export const rubricFacets = ['self', 'relations', 'wider', 'across', 'master'] as const
export const criterionKeys = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7', 'C8', 'C9', 'C10', 'C11', 'C12'] as const
const criterion = z.object({
  key: z.enum(criterionKeys),
  title: words,
  facet: z.enum(rubricFacets),
  weight: z.number().int().positive(),
  /** The four descriptors, level 1 first. */
  levels: z.tuple([words, words, words, words]),
})
export const rubricShape = z.object({
  levelNames: z.tuple([words, words, words, words]),
  criteria: z.array(criterion).refine((list) => list.reduce((sum, one) => sum + one.weight, 0) === 100, {
    message: 'The weights of a rubric sum to 100.',
  }),
})

/** Integers throughout: the sum is weight x level, at most 400. */
export const passRuleShape = z.object({
  bar: z.number().int(),
  /** No criterion below this level. */
  lowestLevel: z.number().int().min(1).max(4),
  /** Facets in which not both criteria may be at level 2. */
  facetsNotAllAtTwo: z.array(z.enum(rubricFacets)),
  /** How many of the Across criteria may be at level 2. */
  acrossAtTwo: z.number().int().min(0),
  /** Criteria that must each reach level 3. */
  mustReachThree: z.array(z.enum(criterionKeys)),
  /** At most so many 2s in all; null: no limit of its own. */
  twosAllowed: z.number().int().min(0).nullable(),
  foursNeeded: z.number().int().min(0),
  /** From this sum, and with no 2, the outcome is with commendation. */
  commendationBar: z.number().int(),
  /** Sections that each candidate's own part must meet (Master). */
  perCandidateSections: z.array(z.enum(sectionKeys)),
  reviewers: z.number().int().min(1),
  /** A gap of so many levels on one criterion asks for moderation. */
  moderationGap: z.number().int().min(1),
  /** Days a team has when changes are asked. */
  daysForChanges: z.number().int().positive(),
  appealDays: z.number().int().positive(),
})

const eventList = z.array(z.enum(eventKinds)).min(1)
const commitment = z.discriminatedUnion('kind', [
  /** Every event of these kinds (the person's share of its days counts as attended from `dayPercent`). */
  z.object({ kind: z.literal('attend-all'), key: words, words, events: eventList, dayPercent: percent }),
  /** A share of a series, per person and as a team (a team is there fully, or partly from half of its members). */
  z.object({
    kind: z.literal('attend-share'),
    key: words,
    words,
    events: eventList,
    personPercent: percent,
    teamPercent: percent,
  }),
  /** A member at submission, and for at least this share of the cycle. */
  z.object({ kind: z.literal('membership'), key: words, words, cyclePercent: percent }),
  /** A promise that nobody counts. */
  z.object({ kind: z.literal('promise'), key: words, words }),
])
export const commitmentsShape = z.array(commitment)

export const feesShape = z.object({
  currency: z.string().length(3),
  /** Whole units of the currency for one participant. */
  amount: z.number().int().min(0),
  earlyBird: z.object({ off: z.number().int().positive(), until: words }).nullable(),
  /** What the fee does not cover, as a sentence to accept. */
  statement: words,
})

const phase = z.object({
  key: z.enum(phaseKeys),
  title: words,
  /** Shares of the cycle in percent; phases may overlap, and `gather` lies before the start (0-0). */
  from: percent,
  to: percent,
  sections: z.array(z.enum(sectionKeys)),
  /** What the mentor does in this phase. */
  mentorTouch: words,
  /** One sentence that says what the phase asks. */
  asks: words,
})
export const phasesShape = z.array(phase).min(1)

export type Template = z.infer<typeof templateShape>
export type TemplateSection = z.infer<typeof templateSection>
export type ReadyCheck = z.infer<typeof readyCheck>
export type Rubric = z.infer<typeof rubricShape>
export type Criterion = z.infer<typeof criterion>
export type PassRule = z.infer<typeof passRuleShape>
export type Commitment = z.infer<typeof commitment>
export type Fees = z.infer<typeof feesShape>
export type Phase = z.infer<typeof phase>

/** The six JSON columns, parsed. */
export type EditionParts = {
  template: Template
  rubric: Rubric
  passRule: PassRule
  commitments: Commitment[]
  fees: Fees
  phases: Phase[]
}
export type ProgrammeEdition = EditionParts & { id: string; programmeId: string; version: number }

/** For a YAML file: its six parts, checked. */
export const editionPartsShape = z.object({
  template: templateShape,
  rubric: rubricShape,
  passRule: passRuleShape,
  commitments: commitmentsShape,
  fees: feesShape,
  phases: phasesShape,
})

type EditionRow = { id: string; programmeId: string; version: number } & Record<keyof EditionParts, string>

/**
 * Reads an edition's row. What stands in the columns was checked when it was written, so this only parses, and is
 * cheap enough for every request.
 */
export function editionOf(row: EditionRow): ProgrammeEdition {
  return {
    id: row.id,
    programmeId: row.programmeId,
    version: row.version,
    template: JSON.parse(row.template) as Template,
    rubric: JSON.parse(row.rubric) as Rubric,
    passRule: JSON.parse(row.passRule) as PassRule,
    commitments: JSON.parse(row.commitments) as Commitment[],
    fees: JSON.parse(row.fees) as Fees,
    phases: JSON.parse(row.phases) as Phase[],
  }
}

/** Checks the parts of an edition and makes the row's columns of them; a bad one throws with the path of what is wrong. */
export function editionColumns(parts: unknown): Record<keyof EditionParts, string> {
  const checked = editionPartsShape.parse(parts)
  return {
    template: JSON.stringify(checked.template),
    rubric: JSON.stringify(checked.rubric),
    passRule: JSON.stringify(checked.passRule),
    commitments: JSON.stringify(checked.commitments),
    fees: JSON.stringify(checked.fees),
    phases: JSON.stringify(checked.phases),
  }
}

export function sectionOf(template: Template, key: string): TemplateSection | undefined {
  return template.sections.find((section) => section.key === key)
}

/** The three ways an entry is tagged, beside its section: facet, mandala area, and goals of the wider world. */
export const facets = ['self', 'relations', 'wider'] as const
export type FacetKey = (typeof facets)[number]
export const facetTitles: Record<FacetKey, string> = {
  self: 'Self',
  relations: 'Relations',
  wider: 'Wider world',
}

export const mandalaAreas = ['practice', 'research', 'capacity', 'community'] as const
export type MandalaArea = (typeof mandalaAreas)[number]
export const mandalaTitles: Record<MandalaArea, string> = {
  practice: 'Practice',
  research: 'Research',
  capacity: 'Capacity building',
  community: 'Community building',
}
/** The four questions, in no order: each pulls on the others. */
export const mandalaQuestions: Record<MandalaArea, string> = {
  practice: 'What are we trying to accomplish?',
  research: 'What are we learning that may help others?',
  capacity: 'How must we grow?',
  community: 'Who is the “we”, and how good are the relations?',
}

/** Plain names of the seventeen goals; the artwork is not ours to use. */
export const goals = [
  'No poverty',
  'Zero hunger',
  'Good health and well-being',
  'Quality education',
  'Gender equality',
  'Clean water and sanitation',
  'Affordable and clean energy',
  'Decent work and economic growth',
  'Industry, innovation and infrastructure',
  'Reduced inequalities',
  'Sustainable cities and communities',
  'Responsible consumption and production',
  'Climate action',
  'Life below water',
  'Life on land',
  'Peace, justice and strong institutions',
  'Partnerships for the goals',
] as const
export const goalsPerEntry = 4
export const goalSentenceLength = 200

export function goalTitle(number: number): string {
  return `Goal ${number}, ${goals[number - 1] ?? 'unknown'}`
}

/**
 * What keeps a set of tags from being kept, as sentences by field; empty when nothing does.
 * @param wanted goals arrive as the number in words of digits, "1".."17"
 */
export function tagObstacles(wanted: {
  facets: string[]
  mandala: string[]
  goals: { number: string; sentence: string }[]
}) {
  const fields: Record<string, string> = {}
  if (wanted.facets.some((value) => !(facets as readonly string[]).includes(value)))
    fields.facets = 'Choose from Self, Relations and Wider world.'
  if (wanted.mandala.some((value) => !(mandalaAreas as readonly string[]).includes(value)))
    fields.mandala = 'Choose from the four areas of the mandala.'
  if (wanted.goals.length > goalsPerEntry)
    fields.goals = `An entry carries at most ${goalsPerEntry} goals. Keep the ones this page really works on.`
  const numbers = wanted.goals.map((goal) => goal.number)
  if (new Set(numbers).size < numbers.length) fields.goals = 'Each goal once, please.'
  for (const goal of wanted.goals) {
    const number = Number(goal.number)
    if (!Number.isInteger(number) || number < 1 || number > goals.length) fields.goals = 'Choose goals from 1 to 17.'
    else if (goal.sentence.trim() === '')
      fields[`goal-${number}`] = `Say in a sentence how this page touches “${goals[number - 1]}”.`
    else if (goal.sentence.length > goalSentenceLength)
      fields[`goal-${number}`] =
        `Keep the sentence within ${goalSentenceLength} characters (it has ${goal.sentence.length}).`
  }
  return fields
}

/** A tag as a reader sees it. */
export function tagWords(kind: string, value: string): string {
  if (kind === 'facet') return facetTitles[value as keyof typeof facetTitles] ?? value
  if (kind === 'mandala') return mandalaTitles[value as keyof typeof mandalaTitles] ?? value
  return goalTitle(Number(value))
}

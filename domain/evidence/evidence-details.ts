/** What a person says about a piece: checked alike wherever it comes from. */

export type EvidenceDetails = {
  title: string
  altText: string
  description: string
  siteElementId: string | null
  takenOn: string | null
}

export const longestTitle = 200
export const longestText = 2000
export const longestNote = 10_000

/**
 * @param latestDay the last day that can have happened anywhere on earth
 * @returns what is wrong with which field, each a sentence; empty when all is well.
 */
export function detailProblems(details: Partial<EvidenceDetails>, latestDay: string): Record<string, string> {
  const problems: Record<string, string> = {}
  if ((details.title?.length ?? 0) > longestTitle) problems.title = `Keep the title under ${longestTitle} letters.`
  if ((details.altText?.length ?? 0) > longestText) problems.altText = 'Say it shorter: a sentence or two is enough.'
  if ((details.description?.length ?? 0) > longestText)
    problems.description = 'Say it shorter, or write it in an entry.'
  if (details.takenOn) {
    const day = new Date(`${details.takenOn}T00:00:00Z`)
    const real = /^\d{4}-\d{2}-\d{2}$/.test(details.takenOn) && !Number.isNaN(day.getTime())
    if (!real || day.toISOString().slice(0, 10) !== details.takenOn) problems.takenOn = 'Give a day such as 2027-03-01.'
    else if (details.takenOn > latestDay) problems.takenOn = 'This day has not come yet.'
  }
  return problems
}

/** @returns why this cannot be a link to evidence, as a sentence; undefined when it can. */
export function linkProblem(link: string): string | undefined {
  const ask = 'Give the whole address, such as https://example.org/page.'
  if (link.length > 2000 || !URL.canParse(link)) return ask
  const url = new URL(link)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return ask
  if (url.username || url.password) return 'This address carries a password. Give one without.'
  return undefined
}

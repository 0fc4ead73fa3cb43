import type { Db } from '#db/database.ts'
import type { SectionState, TeamFacts } from '#domain/portfolio/section-state.ts'
import type { Phase, Template } from '#domain/programme/edition.ts'

/** What a team's home needs of a portfolio's contents; the portfolio's feature reads them. */
export type HomeSection = {
  key: string
  title: string
  facets: string[]
  required: boolean
  personal: boolean
  state: SectionState
  entries: {
    id: string
    documentId: string
    title: string
    authorId: string | null
    writtenAt: string
    words: number
  }[]
  reopened: { dueOn: string | null; because: string | null } | null
}
export type ReadContents = (
  db: Db,
  portfolioId: string,
  template: Template,
  team: TeamFacts,
) => Promise<{ sections: HomeSection[] }>

const order = { empty: 0, begun: 1, there: 2 }

/** The section that wants care: reopened ones first, then the emptiest of the phases that we are in. */
export function sectionToTend(sections: HomeSection[], phases: Phase[]): HomeSection | undefined {
  const reopened = sections.filter((section) => section.reopened)
  if (reopened.length > 0) return reopened[0]
  const now = new Set<string>(phases.flatMap((phase) => phase.sections))
  const candidates = sections.filter((section) => now.has(section.key) && section.state.tended !== 'there')
  const anywhere = sections.filter((section) => section.required && section.state.tended === 'empty')
  return [...candidates, ...anywhere].sort((a, b) => order[a.state.tended] - order[b.state.tended])[0]
}

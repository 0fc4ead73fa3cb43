import { signedInApi } from '#app/http/signed-in.ts'
import { readPortfolio } from '#server/portfolios/read-portfolio.ts'

/** A portfolio: its state and its sections with their entries. */
export const loader = signedInApi(async ({ actor, context, params }) => {
  const portfolio = await readPortfolio(context, actor, params.portfolioId!, 'sections')
  return {
    id: portfolio.id,
    teamId: portfolio.teamId,
    teamName: portfolio.teamName,
    state: portfolio.state,
    sections: portfolio.sections.map((section) => ({
      key: section.key,
      title: section.title,
      purpose: section.purpose,
      state: section.state.sentence,
      required: section.required,
      personal: section.personal,
      reopened: section.reopened,
      entries: section.entries.map(({ opening: _, writtenAt, words, section: __, ...entry }) => ({
        ...entry,
        wordCount: words,
        touchedAt: writtenAt,
      })),
    })),
  }
})

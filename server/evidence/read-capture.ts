import { listPortfoliosOfTeams, listSiteElements } from '#db/queries/capture-places.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import type { Place } from './read-evidence-sheet.ts'

export type CaptureTeam = { portfolioId: string; teamName: string; places: Place[] }

/** For which teams a person can take evidence, and where at their sites it can belong. */
export async function readCapture({ db }: Pick<AppContext, 'db'>, actor: Actor): Promise<CaptureTeam[]> {
  if (actor.kind !== 'person') return []
  const teamIds = actor.hats.flatMap((hat) => (hat.role === 'participant' && !hat.former ? [hat.teamId] : []))
  const portfolios = await listPortfoliosOfTeams(db, teamIds)
  return Promise.all(
    portfolios.map(async ({ portfolioId, teamName }) => ({
      portfolioId,
      teamName,
      places: await listSiteElements(db, portfolioId),
    })),
  )
}

import { listTeams } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'

const wholeCohortRoles = new Set(['manager', 'coach', 'facilitator'])

/** Every team that this person may open: their own, those they champion or mentor, and whole cohorts for staff. */
export async function listMyTeams(context: Pick<AppContext, 'db'>, actor: Actor) {
  if (actor.kind !== 'person') return []
  const teamIds = new Set<string>()
  const cohortIds = new Set<string>()
  for (const hat of actor.hats) {
    if ('teamId' in hat) {
      if (!hat.former) teamIds.add(hat.teamId)
    } else if (wholeCohortRoles.has(hat.role)) cohortIds.add(hat.cohortId)
  }
  return listTeams(context.db, { teamIds: [...teamIds], cohortIds: [...cohortIds] })
}

import { signedInApi } from '#app/http/signed-in.ts'
import { listMyTeams } from '#server/teams/list-my-teams.ts'

/** The teams that I may open. */
export const loader = signedInApi(async ({ actor, context }) => ({ teams: await listMyTeams(context, actor) }))

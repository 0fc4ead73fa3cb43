import { saveCheckInRhythm } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readableTeam } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** When the team checks in, in its own words: "Thursdays before the late bus". */
export async function setRhythm(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { teamId: string; rhythm: string },
): Promise<void> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'set-up', team)) throw new Refusal('not-allowed', 'The rhythm is the team’s own to choose.')
  const rhythm = input.rhythm.trim()
  if (rhythm.length > 120)
    throw new Refusal('not-ready', 'Say your rhythm in a few words.', {
      fields: { rhythm: `At most 120 characters (it has ${rhythm.length}).` },
    })
  await context.db.transaction().execute(async (transaction) => {
    await saveCheckInRhythm(transaction, team.teamId, rhythm || null)
    await recordAudit(transaction, context, actor, {
      action: 'set-rhythm',
      subjectKind: 'team',
      subjectId: team.teamId,
      detail: { rhythm },
    })
  })
}

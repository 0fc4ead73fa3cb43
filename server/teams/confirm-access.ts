import { markChampionConfirmed } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readableTeam } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** The champion says in a sentence which door they open. Once; more can be said in the portfolio. */
export async function confirmAccess(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { teamId: string; statement: string },
): Promise<void> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (actor.kind !== 'person' || !can(actor, 'confirm-access', team))
    throw new Refusal('not-allowed', 'Only the team’s champion can confirm access.')
  const accessStatement = input.statement.trim()
  if (accessStatement === '' || accessStatement.length > 500)
    throw new Refusal('not-ready', 'Say in one sentence what access you give.', {
      fields: { statement: 'One sentence, at most 500 characters: to whom, where, from when.' },
    })
  await context.db.transaction().execute(async (transaction) => {
    const says = { accessStatement, confirmedAt: context.clock.iso() }
    if (!(await markChampionConfirmed(transaction, { teamId: team.teamId, personId: actor.personId }, says)))
      throw new Refusal('changed-meanwhile', 'You have confirmed access already. Thank you.')
    await recordAudit(transaction, context, actor, {
      action: 'confirm-access',
      subjectKind: 'team',
      subjectId: team.teamId,
    })
  })
}

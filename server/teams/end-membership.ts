import { listMembers, lockTeam, markMembershipEnded } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readableTeam } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'

/** A membership ends on a day; the person keeps credit for what they wrote, and loses the pen at once. */
export async function endMembership(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: { teamId: string; membershipId: string; endedOn?: string | null },
): Promise<void> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'change-roster', team))
    throw new Refusal('not-allowed', 'Only the programme’s staff change a roster. Ask your coach.')
  const endedOn = input.endedOn || context.clock.today('UTC')
  const personId = await context.db.transaction().execute(async (transaction) => {
    await lockTeam(transaction, team.teamId)
    const members = await listMembers(transaction, team.teamId)
    const membership = members.find((member) => member.membershipId === input.membershipId)
    if (!membership) throw notFound('membership')
    if (endedOn < membership.startedOn)
      throw new Refusal('not-ready', 'A membership cannot end before it began.', {
        fields: { endedOn: `Choose a day from ${membership.startedOn} on.` },
      })
    if (!(await markMembershipEnded(transaction, membership.membershipId, endedOn)))
      throw new Refusal('changed-meanwhile', 'This membership has ended already. Reload to see the roster as it is.')
    await recordAudit(transaction, context, actor, {
      action: 'end-membership',
      subjectKind: 'team',
      subjectId: team.teamId,
      detail: { personId: membership.personId, endedOn },
    })
    return membership.personId
  })
  context.rooms.accessChanged({ personId, teamId: team.teamId })
}

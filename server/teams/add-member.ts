import { findPersonIdByEmail, insertMembership, listMembers, lockTeam } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { joiningObstacle } from '#domain/team/roster.ts'
import { readableTeam } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

export type AddMemberInput = { teamId: string; email: string; title?: string | null; startedOn?: string | null }

/** A person joins the team from a day on. The team's row is held, so that two joiners cannot both be the fifth. */
export async function addMember(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: AddMemberInput,
): Promise<{ membershipId: string; personId: string }> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'change-roster', team))
    throw new Refusal('not-allowed', 'Only the programme’s staff change a roster. Ask your coach to add this person.')
  const personId = await findPersonIdByEmail(context.db, input.email)
  if (!personId)
    throw new Refusal('not-ready', 'Nobody here has this address yet. Invite them to Fieldfolio first.', {
      fields: { email: 'No account has this e-mail address. Check its spelling, or invite the person.' },
    })
  const today = context.clock.today('UTC')
  const startedOn = input.startedOn || today
  if (!/^\d{4}-\d{2}-\d{2}$/.test(startedOn))
    throw new Refusal('not-ready', 'Choose the day on which the membership begins.', {
      fields: { startedOn: 'Write the day as year-month-day, for example 2027-03-03.' },
    })
  const membershipId = context.newId()
  await context.db.transaction().execute(async (transaction) => {
    await lockTeam(transaction, team.teamId)
    const obstacle = joiningObstacle(await listMembers(transaction, team.teamId), personId, today)
    if (obstacle) {
      throw new Refusal('not-ready', obstacle, {
        fields: { email: obstacle },
        link: { href: `/teams/${team.teamId}/people`, words: 'See who is in the team' },
      })
    }
    await insertMembership(transaction, {
      id: membershipId,
      teamId: team.teamId,
      personId,
      title: input.title?.trim() || null,
      convenorSince: null,
      startedOn,
      endedOn: null,
    })
    await recordAudit(transaction, context, actor, {
      action: 'add-member',
      subjectKind: 'team',
      subjectId: team.teamId,
      detail: { personId, startedOn },
    })
  })
  context.rooms.accessChanged({ personId, teamId: team.teamId })
  return { membershipId, personId }
}

import {
  findPersonIdByEmail,
  insertMentorAssignment,
  listCohortRolesOf,
  listMembers,
  listMentors,
  lockTeam,
  markMentorAssignmentEnded,
} from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { isCurrent } from '#domain/team/roster.ts'
import { readableTeam } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'

export type SupportKind = 'mentor' | 'coach'

/** A mentor holds a Master certificate (the cohort's pool of reviewers); a coach is staff of the cohort. */
export async function assignMentor(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: { teamId: string; personId: string; kind: SupportKind },
): Promise<{ assignmentId: string }> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'assign-mentor', team))
    throw new Refusal('not-allowed', 'Only the programme manager assigns mentors and coaches.')
  const roles = await listCohortRolesOf(context.db, team.cohortId, input.personId)
  if (input.kind === 'mentor' && !roles.includes('reviewer'))
    throw new Refusal(
      'not-ready',
      'A mentor holds a Master certificate. Record theirs first, or choose another mentor.',
      {
        fields: { personId: 'This person is not among the cohort’s certified Masters.' },
      },
    )
  if (input.kind === 'coach' && !roles.includes('coach') && !roles.includes('manager'))
    throw new Refusal('not-ready', 'A coach is one of the programme’s staff. Give them the role first.', {
      fields: { personId: 'This person is not a coach of the cohort.' },
    })
  const assignmentId = context.newId()
  await context.db.transaction().execute(async (transaction) => {
    await lockTeam(transaction, team.teamId)
    const today = context.clock.today('UTC')
    const members = await listMembers(transaction, team.teamId)
    if (members.some((member) => member.personId === input.personId && isCurrent(member, today)))
      throw new Refusal('not-ready', 'Nobody mentors their own team. Choose somebody from outside it.')
    const mentors = await listMentors(transaction, team.teamId)
    if (mentors.some((mentor) => mentor.personId === input.personId && mentor.kind === input.kind))
      throw new Refusal('changed-meanwhile', `This person is the team’s ${input.kind} already.`)
    await insertMentorAssignment(transaction, {
      id: assignmentId,
      teamId: team.teamId,
      personId: input.personId,
      kind: input.kind,
      startedOn: today,
      endedOn: null,
    })
    await recordAudit(transaction, context, actor, {
      action: `assign-${input.kind}`,
      subjectKind: 'team',
      subjectId: team.teamId,
      detail: { personId: input.personId },
    })
  })
  context.rooms.accessChanged({ personId: input.personId, teamId: team.teamId })
  return { assignmentId }
}

/** A mentor's or coach's time with the team ends today. */
export async function endMentorAssignment(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: { teamId: string; assignmentId: string },
): Promise<void> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'assign-mentor', team))
    throw new Refusal('not-allowed', 'Only the programme manager assigns mentors and coaches.')
  const mentors = await listMentors(context.db, team.teamId)
  const assignment = mentors.find((mentor) => mentor.id === input.assignmentId)
  if (!assignment) throw notFound('assignment')
  await context.db.transaction().execute(async (transaction) => {
    if (!(await markMentorAssignmentEnded(transaction, assignment.id, context.clock.today('UTC'))))
      throw new Refusal('changed-meanwhile', 'This has ended already. Reload to see who is with the team.')
    await recordAudit(transaction, context, actor, {
      action: `end-${assignment.kind}`,
      subjectKind: 'team',
      subjectId: team.teamId,
      detail: { personId: assignment.personId },
    })
  })
  context.rooms.accessChanged({ personId: assignment.personId, teamId: team.teamId })
}

/** The same by e-mail address, as staff type it. */
export async function assignMentorByEmail(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: { teamId: string; email: string; kind: SupportKind },
): Promise<{ assignmentId: string }> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'assign-mentor', team))
    throw new Refusal('not-allowed', 'Only the programme manager assigns mentors and coaches.')
  const personId = await findPersonIdByEmail(context.db, input.email)
  if (!personId)
    throw new Refusal('not-ready', 'Nobody here has this address yet. Invite them to Fieldfolio first.', {
      fields: { email: 'No account has this e-mail address.' },
    })
  return assignMentor(context, actor, { teamId: input.teamId, personId, kind: input.kind })
}

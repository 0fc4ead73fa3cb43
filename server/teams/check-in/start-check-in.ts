import { findOpenCheckIn, insertCheckIn, insertTurn } from '#db/queries/check-ins.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { checkInQuestionLength, minutesPerPersonChoices } from '#domain/team/check-in.ts'
import { readableTeam } from '../../access/load-subject.ts'
import { recordAudit } from '../../audit/record-audit.ts'
import type { AppContext } from '../../context.ts'
import { Refusal } from '../../errors.ts'

/** Opens the circle with a question. One at a time: a second start leads to the one that is open. */
export async function startCheckIn(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { teamId: string; question: string; minutesPerPerson: number },
): Promise<{ checkInId: string }> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (actor.kind !== 'person' || !can(actor, 'hold-check-in', team))
    throw new Refusal('not-allowed', 'A check-in is the team’s own. Only its members hold one.')
  const question = input.question.trim()
  if (question === '' || question.length > checkInQuestionLength)
    throw new Refusal('not-ready', 'Begin with a question that everybody can answer.', {
      fields: { question: `One question, at most ${checkInQuestionLength} characters.` },
    })
  if (!(minutesPerPersonChoices as readonly number[]).includes(input.minutesPerPerson))
    throw new Refusal('not-ready', 'Choose how long each person has.', {
      fields: { minutesPerPerson: 'One, two or three minutes.' },
    })
  const checkInId = context.newId()
  const at = context.clock.iso()
  const started = await context.db.transaction().execute(async (transaction) => {
    const inserted = await insertCheckIn(transaction, {
      id: checkInId,
      teamId: team.teamId,
      question,
      minutesPerPerson: input.minutesPerPerson,
      state: 'gathering',
      startedById: actor.personId,
      startedAt: at,
      phaseSince: at,
      turnOfId: null,
      order: '[]',
      endedAt: null,
      openForTeamId: team.teamId,
    })
    if (!inserted) return false
    await insertTurn(transaction, checkInId, actor.personId, at)
    await recordAudit(transaction, context, actor, {
      action: 'start-check-in',
      subjectKind: 'team',
      subjectId: team.teamId,
      detail: { checkInId },
    })
    return true
  })
  if (started) return { checkInId }
  const open = await findOpenCheckIn(context.db, team.teamId)
  throw new Refusal('changed-meanwhile', 'Your team is checking in already. Join the circle.', {
    link: { href: `/teams/${team.teamId}/check-ins/${open?.id ?? ''}`, words: 'Join it' },
  })
}

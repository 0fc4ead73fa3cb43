import { listCheckIns, listPresent } from '#db/queries/check-ins.ts'
import { findTeam } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readableTeam } from '../../access/load-subject.ts'
import type { AppContext } from '../../context.ts'
import { notFound } from '../../errors.ts'

const questions = [
  'What do you carry in with you today?',
  'What small thing at the site stayed with you this week?',
  'Where do you feel the day in your body?',
  'Whom would you like to thank?',
  'What are you not saying, and may you say a little of it here?',
]

/** That check-ins happened and who was here: all that anybody outside the circle learns. */
export async function listTeamCheckIns(context: Pick<AppContext, 'db'>, actor: Actor, teamId: string) {
  const subject = await readableTeam(context.db, actor, teamId)
  const [team, checkIns, present] = await Promise.all([
    findTeam(context.db, teamId),
    listCheckIns(context.db, teamId),
    listPresent(context.db, teamId),
  ])
  if (!team) throw notFound('team')
  const past = checkIns.filter((one) => one.endedAt !== null)
  return {
    team: { id: team.id, name: team.name, portfolioId: team.portfolioId },
    timeZone: team.timeZone,
    may: can(actor, 'hold-check-in', subject),
    openId: checkIns.find((one) => one.endedAt === null)?.id ?? null,
    suggestion: questions[past.length % questions.length]!,
    past: past.map((one) => ({
      id: one.id,
      startedAt: one.startedAt,
      present: present.filter((turn) => turn.checkInId === one.id).map((turn) => turn.givenName),
    })),
  }
}

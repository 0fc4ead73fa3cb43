import type { Db } from '#db/database.ts'
import { findCheckIn } from '#db/queries/check-ins.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { CheckInMoment, CheckInState } from '#domain/team/check-in.ts'
import { readableTeam } from '../../access/load-subject.ts'
import { notFound } from '../../errors.ts'

/**
 * A check-in of the actor's own team. To everybody else, staff and mentors too, there is nothing here: only the
 * team's home says that one happened.
 */
export async function ownCheckIn(db: Db, actor: Actor, checkInId: string) {
  const checkIn = await findCheckIn(db, checkInId)
  if (!checkIn || actor.kind !== 'person') throw notFound('check-in')
  const team = await readableTeam(db, actor, checkIn.teamId)
  if (!can(actor, 'hold-check-in', team)) throw notFound('check-in')
  const moment: CheckInMoment = { state: checkIn.state as CheckInState, turnOfId: checkIn.turnOfId }
  return { checkIn, team, moment, order: JSON.parse(checkIn.order) as string[], personId: actor.personId }
}

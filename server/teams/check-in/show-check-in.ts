import { listTurns } from '#db/queries/check-ins.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayReadWords, silenceSeconds } from '#domain/team/check-in.ts'
import type { AppContext } from '../../context.ts'
import { ownCheckIn } from './own-check-in.ts'

/** A check-in as one member sees it: everybody's place, and words only where they were given. */
export async function showCheckIn(context: Pick<AppContext, 'db' | 'clock'>, actor: Actor, checkInId: string) {
  const { checkIn, team, moment, order, personId } = await ownCheckIn(context.db, actor, checkInId)
  const turns = await listTurns(context.db, checkIn.id)
  const seated = order.length > 0 ? order.flatMap((id) => turns.filter((turn) => turn.personId === id)) : turns
  const mine = turns.find((turn) => turn.personId === personId)
  const elapsed = Math.max(0, Math.round((context.clock.now().getTime() - Date.parse(checkIn.phaseSince)) / 1000))
  return {
    id: checkIn.id,
    teamId: team.teamId,
    question: checkIn.question,
    minutesPerPerson: checkIn.minutesPerPerson,
    startedAt: checkIn.startedAt,
    endedAt: checkIn.endedAt,
    moment,
    /** Seconds left of the silence or of the turn; it ends when somebody passes it on, not by itself. */
    secondsLeft:
      moment.state === 'silence'
        ? Math.max(0, silenceSeconds - elapsed)
        : moment.state === 'ring'
          ? Math.max(0, checkIn.minutesPerPerson * 60 - elapsed)
          : null,
    people: seated.map((turn) => ({
      personId: turn.personId,
      name: turn.displayName,
      givenName: turn.givenName,
      holdsRing: moment.state === 'ring' && moment.turnOfId === turn.personId,
      sharedWords:
        turn.personId !== personId && turn.words !== '' && mayReadWords(turn, { personId, member: true })
          ? turn.words
          : null,
    })),
    me: mine ? { personId, words: mine.words, kept: mine.kept, sharedEntryId: mine.sharedEntryId } : null,
    myTurn: moment.state === 'ring' && moment.turnOfId === personId,
  }
}
export type CheckInView = Awaited<ReturnType<typeof showCheckIn>>

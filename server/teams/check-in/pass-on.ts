import { eraseUndecidedWords, listTurns, moveCheckIn } from '#db/queries/check-ins.ts'
import type { Actor } from '#domain/access/actor.ts'
import { listed } from '#domain/in-words.ts'
import { type CheckInMoment, nextMoment, stillChoosing } from '#domain/team/check-in.ts'
import { recordAudit } from '../../audit/record-audit.ts'
import type { AppContext } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { ownCheckIn } from './own-check-in.ts'

/**
 * Moves the circle on: bell, silence, ring, the next turn, the choices, the end. The caller names the moment that they
 * saw, so that two hands on the bell ring it once.
 */
export async function passOn(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { checkInId: string; seen: CheckInMoment },
): Promise<CheckInMoment> {
  const found = await ownCheckIn(context.db, actor, input.checkInId)
  const at = context.clock.iso()
  return context.db.transaction().execute(async (transaction) => {
    const turns = await listTurns(transaction, found.checkIn.id)
    if (!turns.some((turn) => turn.personId === found.personId))
      throw new Refusal('not-allowed', 'Take a place in the circle first; then you can ring the bell.')
    if (input.seen.state === 'after') {
      const seconds = (Date.parse(at) - Date.parse(found.checkIn.phaseSince)) / 1000
      const choosing = stillChoosing(turns, found.personId, seconds).map((turn) => turn.givenName)
      if (choosing.length > 0)
        throw new Refusal(
          'not-ready',
          `${listed(choosing)} ${choosing.length === 1 ? 'has' : 'have'} still to choose. Give it a moment: ending now would forget those words.`,
        )
    }
    const beginsRing = input.seen.state === 'silence'
    const order = beginsRing ? turns.map((turn) => turn.personId) : found.order
    const next = nextMoment(input.seen, order)
    if (!next) throw new Refusal('changed-meanwhile', 'This check-in has ended.')
    const moved = await moveCheckIn(transaction, found.checkIn.id, input.seen, {
      ...next,
      phaseSince: at,
      ...(beginsRing ? { order: JSON.stringify(order) } : {}),
      ...(next.state === 'ended' ? { endedAt: at, openForTeamId: null } : {}),
    })
    if (!moved) throw new Refusal('changed-meanwhile', 'Somebody passed it on a moment before you. All is well.')
    if (next.state === 'ended') {
      await eraseUndecidedWords(transaction, found.checkIn.id)
      await recordAudit(transaction, context, actor, {
        action: 'end-check-in',
        subjectKind: 'team',
        subjectId: found.team.teamId,
        detail: { checkInId: found.checkIn.id, present: turns.map((turn) => turn.personId) },
      })
    }
    return next
  })
}

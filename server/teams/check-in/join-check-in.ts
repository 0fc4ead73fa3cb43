import { insertTurn, moveCheckIn } from '#db/queries/check-ins.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { ownCheckIn } from './own-check-in.ts'

/** Takes a place in the circle; possible until the ring begins, and the silence is long enough to come late. */
export async function joinCheckIn(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { checkInId: string },
): Promise<void> {
  const { checkIn, moment, personId } = await ownCheckIn(context.db, actor, input.checkInId)
  if (moment.state !== 'gathering' && moment.state !== 'silence')
    throw new Refusal(
      'not-ready',
      'The ring is going round already. You are welcome to listen, and to begin the next one.',
    )
  await context.db.transaction().execute(async (transaction) => {
    const stillOpen = await moveCheckIn(transaction, checkIn.id, moment, { ...moment, phaseSince: checkIn.phaseSince })
    if (!stillOpen) throw new Refusal('changed-meanwhile', 'The circle moved on just now. Reload to see where it is.')
    await insertTurn(transaction, checkIn.id, personId, context.clock.iso())
  })
}

import { listTurns, saveTurn } from '#db/queries/check-ins.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { ownCheckIn } from './own-check-in.ts'

/**
 * What becomes of one's own words: kept to oneself, shared with the team, or let go, which erases them. Sharing a line
 * in the portfolio is an act of its own.
 */
export async function keepWords(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  input: { checkInId: string; keep: string },
): Promise<void> {
  const { checkIn, moment, personId } = await ownCheckIn(context.db, actor, input.checkInId)
  if (moment.state !== 'after' && moment.state !== 'ended')
    throw new Refusal('not-ready', 'Choose when the ring has gone round.')
  if (input.keep !== 'self' && input.keep !== 'team' && input.keep !== 'undecided')
    throw new Refusal('not-ready', 'Choose what becomes of your words.', {
      fields: { keep: 'To yourself, with the team, or let them go.' },
    })
  const mine = (await listTurns(context.db, checkIn.id)).find((turn) => turn.personId === personId)
  if (!mine) throw new Refusal('not-allowed', 'Only who sat in the circle has words to keep.')
  const key = { checkInId: checkIn.id, personId }
  const erase = input.keep === 'undecided' ? { words: '' } : {}
  await saveTurn(context.db, key, { kept: input.keep, updatedAt: context.clock.iso(), ...erase })
}

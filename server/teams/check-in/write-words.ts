import { moveCheckIn, saveTurn } from '#db/queries/check-ins.ts'
import type { Actor } from '#domain/access/actor.ts'
import { checkInWordsLength, writingObstacle } from '#domain/team/check-in.ts'
import type { AppContext } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { ownCheckIn } from './own-check-in.ts'

/** One's own words, in one's own turn or afterwards. While somebody else holds the ring they are refused. */
export async function writeWords(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  input: { checkInId: string; words: string },
): Promise<void> {
  const { checkIn, moment, personId } = await ownCheckIn(context.db, actor, input.checkInId)
  const obstacle = writingObstacle(moment, personId)
  if (obstacle) throw new Refusal('locked', obstacle)
  if (input.words.length > checkInWordsLength)
    throw new Refusal('too-large', `A turn holds at most ${checkInWordsLength} characters. The page has room for more.`)
  await context.db.transaction().execute(async (transaction) => {
    const stillMine = await moveCheckIn(transaction, checkIn.id, moment, { ...moment, phaseSince: checkIn.phaseSince })
    if (!stillMine) throw new Refusal('changed-meanwhile', 'The ring moved on just now. You can finish afterwards.')
    const key = { checkInId: checkIn.id, personId }
    if (!(await saveTurn(transaction, key, { words: input.words, updatedAt: context.clock.iso() })))
      throw new Refusal('not-allowed', 'Only who sits in the circle writes here.')
  })
}

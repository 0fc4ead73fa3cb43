import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { assignReviewer } from './assign-reviewer.ts'
import { readReviewBoard } from './review-board.ts'

/**
 * Asks every proposed reader of a cohort. Each is its own act: what somebody else assigned meanwhile stays.
 * @returns the ids of the new reviews.
 */
export async function assignProposed(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  cohortId: string,
): Promise<string[]> {
  const { proposals, mayAssign } = await readReviewBoard(context, actor, cohortId)
  if (!mayAssign) throw new Refusal('not-allowed', 'The program manager asks readers. You can follow the board.')
  if (proposals.length === 0) {
    throw new Refusal('not-ready', 'There is nobody to ask: no place is free, or everybody has a conflict.')
  }
  const asked: string[] = []
  for (const proposal of proposals) asked.push(await assignReviewer(context, actor, proposal))
  return asked
}

import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import { changeEntry, listPlaces } from '#db/queries/entries.ts'
import { touchPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { writableEntry } from './writable-entry.ts'

/**
 * Moves a page one place up or down in its section. Only its own position changes; the portfolio's row is held
 * meanwhile, so that two movers never take the same place.
 */
export async function moveEntry(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { entryId: string; direction: 'up' | 'down' },
): Promise<void> {
  const entry = await writableEntry(context.db, actor, input.entryId)
  if (entry.archivedAt) throw new Refusal('not-ready', 'Bring the page back first; then it has a place to move from.')
  const at = context.clock.iso()
  await context.db.transaction().execute(async (transaction) => {
    await touchPortfolio(transaction, entry.portfolioId, at)
    const places = await listPlaces(transaction, entry.portfolioId, entry.section)
    const from = places.findIndex((place) => place.id === entry.entryId)
    const to = input.direction === 'up' ? from - 1 : from + 1
    if (from < 0 || to < 0 || to >= places.length) return
    const orderly = places.every((place, index) => index === 0 || places[index - 1]!.position < place.position)
    if (orderly) {
      const [before, after] = input.direction === 'up' ? [places[to - 1], places[to]] : [places[to], places[to + 1]]
      const position = generateKeyBetween(before?.position ?? null, after?.position ?? null)
      await changeEntry(transaction, entry.entryId, { position, touchedAt: at })
    } else {
      // Equal places come from an import; the whole section gets fresh ones, once.
      const order = places.map((place) => place.id)
      order.splice(to, 0, ...order.splice(from, 1))
      const keys = generateNKeysBetween(null, null, order.length)
      for (const [index, id] of order.entries()) {
        await changeEntry(transaction, id, { position: keys[index]!, touchedAt: at })
      }
    }
    await recordAudit(transaction, context, actor, {
      action: 'move-entry',
      subjectKind: 'entry',
      subjectId: entry.entryId,
      detail: { direction: input.direction },
    })
  })
}

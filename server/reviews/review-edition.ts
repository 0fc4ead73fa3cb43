import type { Db } from '#db/database.ts'
import { findEditionRow } from '#db/queries/review-place.ts'
import { editionOf, type ProgrammeEdition } from '#domain/programme/edition.ts'

/** The edition that a portfolio is pinned to: rubric, pass rule, template. */
export async function editionFor(db: Db, editionId: string): Promise<ProgrammeEdition> {
  const row = await findEditionRow(db, editionId)
  if (!row) throw new Error(`edition ${editionId} is missing`)
  return editionOf(row)
}

import { findTeamName, listSiteElements } from '#db/queries/capture-places.ts'
import { findListedEvidence, listUses } from '#db/queries/evidence.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { ConsentState, Declaration } from '#domain/evidence/consent.ts'
import { sizeInWords } from '#domain/evidence/evidence-limits.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { type Place, type SheetPiece, sheetPiece } from './read-evidence-sheet.ts'
import { readableEvidence } from './readable-evidence.ts'

export type PieceView = SheetPiece & {
  portfolioId: string
  teamId: string
  teamName: string
  mayWrite: boolean
  maySettle: boolean
  description: string
  takenOn: string | null
  declaration: Declaration
  consentState: ConsentState
  fileName: string | null
  sizeWords: string
  removed: string | null
  sha256: string | null
  archived: boolean
  entries: { id: string; title: string }[]
  places: Place[]
}

/** One piece with everything that its page shows, for whoever may read it. */
export async function readPiece({ db }: Pick<AppContext, 'db'>, actor: Actor, evidenceId: string): Promise<PieceView> {
  const { subject } = await readableEvidence(db, actor, evidenceId)
  const row = await findListedEvidence(db, evidenceId)
  if (!row) throw notFound('piece of evidence')
  const mayWrite = can(actor, 'write', subject)
  const withdrawn = row.consentState === 'withdrawn'
  return {
    ...sheetPiece(row, { seesPending: can(actor, 'read-original', subject), mayWrite }),
    portfolioId: row.portfolioId,
    teamId: subject.teamId,
    teamName: (await findTeamName(db, subject.teamId)) ?? '',
    mayWrite,
    maySettle: can(actor, 'settle-consent', subject),
    description: withdrawn ? '' : row.description,
    takenOn: row.takenOn,
    declaration: row.declaration,
    consentState: row.consentState,
    fileName: row.fileName,
    sizeWords: sizeInWords(row.size),
    removed: row.removed,
    sha256: row.sha256,
    archived: row.archivedAt !== null,
    entries: await listUses(db, evidenceId),
    places: await listSiteElements(db, row.portfolioId),
  }
}

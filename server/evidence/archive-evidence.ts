import { findListedEvidence, markEvidenceArchived } from '#db/queries/evidence.ts'
import type { Actor } from '#domain/access/actor.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { writableEvidence } from './readable-evidence.ts'

/** Puts a piece away. Its bytes stay, because snapshots may need them; a piece in use must be taken out of its entries. */
export async function archiveEvidence(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  evidenceId: string,
): Promise<void> {
  await writableEvidence(context.db, actor, evidenceId)
  await context.db.transaction().execute(async (transaction) => {
    const piece = await findListedEvidence(transaction, evidenceId)
    if (piece && Number(piece.uses) > 0) {
      throw new Refusal('not-ready', 'This piece is used in an entry. Take it out there first, then put it away.', {
        link: { href: `/evidence/${evidenceId}#uses`, words: 'See where it is used' },
      })
    }
    if (!(await markEvidenceArchived(transaction, evidenceId, context.clock.iso()))) {
      throw new Refusal('changed-meanwhile', 'A teammate has put this piece away already.')
    }
    await recordAudit(transaction, context, actor, {
      action: 'archive-evidence',
      subjectKind: 'evidence',
      subjectId: evidenceId,
    })
  })
}

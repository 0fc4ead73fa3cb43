import { updateEvidence } from '#db/queries/evidence.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { EvidenceDetails } from '#domain/evidence/evidence-details.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { checkedDetails } from './begin-upload.ts'
import { writableEvidence } from './readable-evidence.ts'

/** Says what a piece is: title, description for those who cannot see it, place, day and caption. */
export async function describeEvidence(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  { evidenceId, ...given }: Partial<EvidenceDetails> & { evidenceId: string },
): Promise<void> {
  const { evidence } = await writableEvidence(context.db, actor, evidenceId)
  const { title, altText, description, siteElementId, takenOn } = { ...evidence, ...given }
  const wanted = { title, altText, description, siteElementId, takenOn }
  const details = await checkedDetails(context, evidence.portfolioId, wanted)
  await context.db.transaction().execute(async (transaction) => {
    await updateEvidence(transaction, evidenceId, details)
    await recordAudit(transaction, context, actor, {
      action: 'describe-evidence',
      subjectKind: 'evidence',
      subjectId: evidenceId,
      detail: { changed: Object.keys(given) },
    })
  })
}

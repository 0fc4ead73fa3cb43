import { listSiteElements } from '#db/queries/capture-places.ts'
import { insertEvidence, measureEvidence, touchPortfolioOfEvidence } from '#db/queries/evidence.ts'
import { countOpenUploads, insertUpload } from '#db/queries/uploads.ts'
import type { Actor } from '#domain/access/actor.ts'
import { consentAfterDeclaration, type Declaration, declarations } from '#domain/evidence/consent.ts'
import { detailProblems, type EvidenceDetails } from '#domain/evidence/evidence-details.ts'
import { bytesOfPart, evidenceLimits, partCount, partSizeFor } from '#domain/evidence/evidence-limits.ts'
import { cleanFileName, titleFromFileName } from '#domain/evidence/file-name.ts'
import { roomObstacle, uploadObstacle } from '#domain/evidence/upload-obstacle.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { writablePortfolio } from './writable-portfolio.ts'

export type UploadWanted = Partial<EvidenceDetails> & {
  portfolioId: string
  fileName: string
  /** What the browser calls it; may be empty. */
  mediaType: string
  size: number
  declaration?: Declaration
}
export type UploadBegun = { evidenceId: string; partSize: number; parts: number; first: string }

const uploadsAtOnce = 60

/**
 * Opens an upload: the piece exists from now on, in state `uploading`, and holds its room.
 * @returns how to cut the file, and the address of the first part.
 */
export async function beginUpload(context: AppContext, actor: Actor, wanted: UploadWanted): Promise<UploadBegun> {
  const { personId } = await writablePortfolio(context, actor, wanted.portfolioId)
  const type = uploadObstacle(wanted.fileName, wanted.mediaType, wanted.size)
  if ('sentence' in type) throw new Refusal(type.code, type.sentence, { fields: { file: type.sentence } })
  const details = await checkedDetails(context, wanted.portfolioId, wanted)
  const declaration = declarations.find((one) => one === wanted.declaration) ?? 'unsure'
  const key = context.newId()
  const { multipartId } = await context.evidenceStore.begin(key, type.mediaType)
  const evidenceId = context.newId()
  const partSize = partSizeFor(wanted.size)
  const now = context.clock.iso()
  try {
    await context.db.transaction().execute(async (transaction) => {
      await touchPortfolioOfEvidence(transaction, wanted.portfolioId, now)
      const full = roomObstacle(await measureEvidence(transaction, wanted.portfolioId), wanted.size)
      if (full) throw new Refusal(full.code, full.sentence)
      if ((await countOpenUploads(transaction, personId)) >= uploadsAtOnce) {
        throw new Refusal('too-many', 'Many uploads of yours are still open. Let them finish or cancel some first.', {
          retryAfter: 60,
        })
      }
      await insertEvidence(transaction, {
        id: evidenceId,
        portfolioId: wanted.portfolioId,
        kind: type.kind,
        ...details,
        title: details.title || titleFromFileName(wanted.fileName),
        fileName: cleanFileName(wanted.fileName),
        mediaType: type.mediaType,
        size: wanted.size,
        capturedById: personId,
        declaration,
        consentState: consentAfterDeclaration(declaration, 'pending'),
        state: 'uploading',
        createdAt: now,
      })
      await insertUpload(transaction, {
        id: context.newId(),
        evidenceId,
        personId,
        storageKey: key,
        multipartId,
        size: wanted.size,
        partSize,
        createdAt: now,
        expiresAt: new Date(context.clock.now().getTime() + evidenceLimits.uploadHours * 3_600_000).toISOString(),
      })
      await recordAudit(transaction, context, actor, {
        action: 'begin-upload',
        subjectKind: 'evidence',
        subjectId: evidenceId,
        detail: { kind: type.kind, size: wanted.size, declaration },
      })
    })
  } catch (error) {
    await context.evidenceStore.abort(key, multipartId)
    throw error
  }
  const first = await context.evidenceStore.partUrl(key, multipartId, 1, bytesOfPart(wanted.size, partSize, 1))
  return { evidenceId, partSize, parts: partCount(wanted.size, partSize), first }
}

/** What a person said about a piece, trimmed. @throws Refusal with a sentence for each field that is wrong. */
export async function checkedDetails(
  context: Pick<AppContext, 'db' | 'clock'>,
  portfolioId: string,
  given: Partial<EvidenceDetails>,
): Promise<EvidenceDetails> {
  const details: EvidenceDetails = {
    title: given.title?.trim() ?? '',
    altText: given.altText?.trim() ?? '',
    description: given.description?.trim() ?? '',
    siteElementId: given.siteElementId || null,
    takenOn: given.takenOn || null,
  }
  const problems = detailProblems(details, context.clock.today('Pacific/Kiritimati'))
  if (details.siteElementId) {
    const elements = await listSiteElements(context.db, portfolioId)
    if (!elements.some(({ id }) => id === details.siteElementId)) {
      problems.siteElementId = 'Choose a place at one of your own sites.'
    }
  }
  if (Object.keys(problems).length > 0) {
    throw new Refusal('not-ready', 'Something needs another look before this can be kept.', { fields: problems })
  }
  return details
}

import type { Db } from '#db/database.ts'
import { type CertificateRow, findCertificate, findPublishedStory, findReplacement } from '#db/queries/certificates.ts'
import { countAttempts, insertAttempt } from '#db/queries/sessions.ts'
import { awardTitle } from '#domain/certificate/certificate-number.ts'
import { revocationReasons, type Verdict, verdictOf } from '#domain/certificate/certificate-state.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { verifyUrl } from './certificate-page-of.ts'

/** Everything that a stranger is told, and nothing else. */
export type PublicCertificate = {
  id: string
  verdict: Verdict
  number: string
  name: string
  nameLanguage: string | null
  awardTitle: string
  commended: boolean
  programmeName: string
  issuer: string
  awardedOn: string
  issuedAt: string
  /** Why it is not valid, as a category. */
  reason: string | null
  revokedOn: string | null
  replacedBy: string | null
  /** The story of the shared work, where the team has published it. */
  storyUrl: string | null
  verifyUrl: string
}

const missesInTenMinutes = 30
const tenMinutes = 600_000

/**
 * Answers a stranger. Misses from one network address are counted, so that addresses cannot be tried out; who holds a
 * real address is never counted.
 * @throws not-found, too-many
 */
export async function verifyCertificate(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'config'>,
  input: { certificateId: string; clientAddress: string },
): Promise<PublicCertificate> {
  const row = await findCertificate(context.db, readId(input.certificateId))
  const verdict = row && verdictOf(row.state)
  if (row && verdict) return publicCertificate(context, row, verdict)
  const bucket = `verify-miss:${input.clientAddress}`
  const since = new Date(context.clock.now().getTime() - tenMinutes).toISOString()
  if ((await countAttempts(context.db, bucket, since)) >= missesInTenMinutes) {
    throw new Refusal('too-many', 'Too many addresses without a certificate were tried from here. Wait ten minutes.', {
      retryAfter: tenMinutes / 1000,
    })
  }
  await insertAttempt(context.db, context.newId(), bucket, context.clock.iso())
  throw notFound('certificate')
}

/** The newest certificate in a line of corrections. */
async function standingReplacement(db: Db, id: string): Promise<string | null> {
  let found: string | null = null
  for (let next = await findReplacement(db, id); next; next = await findReplacement(db, next.id)) found = next.id
  return found
}

async function publicCertificate(
  context: Pick<AppContext, 'db' | 'config'>,
  row: CertificateRow,
  verdict: Verdict,
): Promise<PublicCertificate> {
  const story = verdict === 'valid' && row.teamId ? await findPublishedStory(context.db, row.teamId) : undefined
  return {
    id: row.id,
    verdict,
    number: row.number,
    name: row.name,
    nameLanguage: row.nameLanguage,
    awardTitle: awardTitle[row.award],
    commended: row.commendedAt !== null,
    programmeName: row.programmeName,
    issuer: row.issuer,
    awardedOn: row.awardedOn,
    issuedAt: row.issuedAt ?? row.awardedOn,
    reason: row.revokedReason ? revocationReasons[row.revokedReason] : null,
    revokedOn: row.revokedAt?.slice(0, 10) ?? null,
    replacedBy: verdict === 'replaced' ? await standingReplacement(context.db, row.id) : null,
    storyUrl: story ? `${context.config.appUrl}/stories/${story}` : null,
    verifyUrl: verifyUrl(context, row.id),
  }
}

/** An id as people copy it: any case, with dashes or spaces, O for 0 and I or L for 1 (Crockford's base 32). */
export function readId(typed: string): string {
  return typed.toLowerCase().replace(/[-\s]/g, '').replaceAll('o', '0').replace(/[il]/g, '1').slice(0, 64)
}

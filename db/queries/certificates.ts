/** Certificates, the numbers they take, and what holds them back. Every move names the state that it leaves. */
import type { Insertable, Selectable } from 'kysely'
import type { CertificateState, RevocationReason } from '#domain/certificate/certificate-state.ts'
import type { Db } from '../database.ts'
import type { CertificateTable } from '../schema/review.ts'

export type Certificate = Selectable<CertificateTable>
/** Without its bytes and the claim on its message. */
export type CertificateRow = Omit<Certificate, 'pdf' | 'noticeClaimedAt'>

const columns = [
  'certificate.id',
  'certificate.number',
  'certificate.sequence',
  'certificate.year',
  'certificate.personId',
  'certificate.teamId',
  'certificate.cohortId',
  'certificate.editionId',
  'certificate.decisionId',
  'certificate.award',
  'certificate.commendedAt',
  'certificate.name',
  'certificate.nameLanguage',
  'certificate.nameConfirmedAt',
  'certificate.teamName',
  'certificate.programmeName',
  'certificate.issuer',
  'certificate.signatories',
  'certificate.awardedOn',
  'certificate.state',
  'certificate.awardKey',
  'certificate.statusIndex',
  'certificate.replacesId',
  'certificate.reservedAt',
  'certificate.renderedAt',
  'certificate.issuedAt',
  'certificate.issuedById',
  'certificate.notifiedAt',
  'certificate.revokedAt',
  'certificate.revokedReason',
  'certificate.revokedNote',
  'certificate.revokedById',
  'certificate.pdfSha256',
  'certificate.attempts',
  'certificate.lastError',
] as const

/**
 * Takes the series' row, and holds it until the transaction ends: whoever reserves next waits here and then sees what
 * was reserved before, so numbers have no gaps and no person gets two.
 * @returns the last number given.
 */
export async function lockSeries(transaction: Db, series: string): Promise<number> {
  const row = await transaction
    .insertInto('certificate_series')
    .values({ id: series, last: 0 })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((update) => ({ last: update.ref('certificate_series.last') })),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}

export async function saveSeries(transaction: Db, series: string, last: number): Promise<void> {
  await transaction.updateTable('certificate_series').set({ last }).where('id', '=', series).execute()
}

export async function isStatusIndexTaken(db: Db, statusIndex: number): Promise<boolean> {
  const row = await db.selectFrom('certificate').where('statusIndex', '=', statusIndex).select('id').executeTakeFirst()
  return row !== undefined
}

export async function insertCertificate(db: Db, row: Insertable<CertificateTable>): Promise<void> {
  await db.insertInto('certificate').values(row).execute()
}

export async function findCertificate(db: Db, id: string): Promise<CertificateRow | undefined> {
  return db.selectFrom('certificate').select(columns).where('id', '=', id).executeTakeFirst()
}

export async function findCertificatePdf(db: Db, id: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom('certificate').select('pdf').where('id', '=', id).executeTakeFirst()
  return row?.pdf ?? null
}

/** The certificate that took this one's place. */
export async function findReplacement(db: Db, id: string): Promise<CertificateRow | undefined> {
  return db.selectFrom('certificate').select(columns).where('replacesId', '=', id).executeTakeFirst()
}

/** The portfolio whose story a certified team has made public, if it has. */
export async function findPublishedStory(db: Db, teamId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('portfolio')
    .select('id')
    .where('teamId', '=', teamId)
    .where('state', '=', 'certified')
    .where('publishedAt', 'is not', null)
    .executeTakeFirst()
  return row?.id
}

/** Of a cohort, in the order of their numbers. */
export async function listCohortCertificates(db: Db, cohortId: string): Promise<CertificateRow[]> {
  return db
    .selectFrom('certificate')
    .select(columns)
    .where('cohortId', '=', cohortId)
    .orderBy('year')
    .orderBy('sequence')
    .execute()
}

export async function listPersonCertificates(db: Db, personId: string): Promise<CertificateRow[]> {
  return db
    .selectFrom('certificate')
    .select(columns)
    .where('personId', '=', personId)
    .orderBy('awardedOn', 'desc')
    .orderBy('reservedAt', 'desc')
    .execute()
}

/** Which persons hold a living award of an edition. */
export async function listLivingAwardKeys(db: Db, editionId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('certificate')
    .select('awardKey')
    .where('editionId', '=', editionId)
    .where('awardKey', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.awardKey as string))
}

type Marks = Partial<Omit<Insertable<CertificateTable>, 'id' | 'state'>>

/** Moves a certificate from one of its states to the next. @returns whether it moved. */
export async function moveCertificate(
  db: Db,
  id: string,
  from: readonly CertificateState[],
  to: CertificateState,
  marks: Marks = {},
): Promise<boolean> {
  const row = await db
    .updateTable('certificate')
    .set({ ...marks, state: to })
    .where('id', '=', id)
    .where('state', 'in', [...from])
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps the printed page, if the name is still the one that was printed. @returns whether it was kept. */
export async function markRendered(
  db: Db,
  row: { id: string; name: string },
  page: { pdf: Uint8Array; pdfSha256: string; renderedAt: string },
): Promise<boolean> {
  const kept = await db
    .updateTable('certificate')
    .set({ ...page, state: 'rendered', lastError: null })
    .where('id', '=', row.id)
    .where('state', '=', 'reserved')
    .where('name', '=', row.name)
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

export async function markCertificateFailed(db: Db, id: string, sentence: string): Promise<void> {
  await db
    .updateTable('certificate')
    .set((row) => ({ attempts: row('attempts', '+', 1), lastError: sentence }))
    .where('id', '=', id)
    .execute()
}

/**
 * Claims the sending of the message about an issued certificate.
 * @param abandonedBefore a claim older than this was left by a server that stopped half way.
 * @returns whether it is ours to send.
 */
export async function claimNotice(db: Db, id: string, at: string, abandonedBefore: string): Promise<boolean> {
  const row = await db
    .updateTable('certificate')
    .set({ noticeClaimedAt: at })
    .where('id', '=', id)
    .where('state', '=', 'issued')
    .where('notifiedAt', 'is', null)
    .where((claim) => claim.or([claim('noticeClaimedAt', 'is', null), claim('noticeClaimedAt', '<', abandonedBefore)]))
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function markNotified(db: Db, id: string, at: string): Promise<void> {
  await db.updateTable('certificate').set({ notifiedAt: at, lastError: null }).where('id', '=', id).execute()
}

export async function releaseNotice(db: Db, id: string, sentence: string): Promise<void> {
  await db
    .updateTable('certificate')
    .set((row) => ({ noticeClaimedAt: null, attempts: row('attempts', '+', 1), lastError: sentence }))
    .where('id', '=', id)
    .execute()
}

/** Takes a certificate's public standing away; the award may then be given again. */
export async function markRevoked(
  db: Db,
  id: string,
  marks: { revokedAt: string; revokedById: string; revokedReason: RevocationReason; revokedNote: string },
): Promise<boolean> {
  return moveCertificate(db, id, ['issued'], 'revoked', { ...marks, awardKey: null })
}

/** Prepared, not released. */
export async function listPreparedOfPerson(db: Db, personId: string): Promise<{ id: string }[]> {
  return db
    .selectFrom('certificate')
    .select('id')
    .where('personId', '=', personId)
    .where('state', 'in', ['reserved', 'rendered'])
    .execute()
}

/** Gives a prepared certificate another name; its page is to be printed again. @returns whether it was still prepared. */
export async function clearPreparedPage(
  db: Db,
  id: string,
  name: { name: string; nameLanguage: string | null; nameConfirmedAt: string },
): Promise<boolean> {
  return moveCertificate(db, id, ['reserved', 'rendered'], 'reserved', {
    ...name,
    pdf: null,
    pdfSha256: null,
    renderedAt: null,
    lastError: null,
  })
}

import { createHash } from 'node:crypto'
import type { Db } from '#db/database.ts'
import { insertCertificate, isStatusIndexTaken } from '#db/queries/certificates.ts'
import { type Award, awardKey, certificateNumber, statusListLength } from '#domain/certificate/certificate-number.ts'
import type { Signatory } from '#domain/certificate/certificate-page.ts'
import type { AppContext } from '../context.ts'

export type Reservation = {
  award: Award
  personId: string
  teamId: string | null
  cohortId: string | null
  editionId: string
  decisionId: string | null
  commended: boolean
  name: string
  nameLanguage: string | null
  nameConfirmedAt: string | null
  teamName: string | null
  programmeName: string
  issuer: string
  signatories: Signatory[]
  awardedOn: string
  replacesId: string | null
}

/** Fixes everything a certificate will ever say. Only inside a transaction that holds the series of `sequence`. */
export async function reserveCertificate(
  transaction: Db,
  context: Pick<AppContext, 'clock' | 'newId'>,
  reservation: Reservation,
  sequence: number,
): Promise<string> {
  const id = context.newId()
  const year = Number(reservation.awardedOn.slice(0, 4))
  const { commended, signatories, ...rest } = reservation
  await insertCertificate(transaction, {
    ...rest,
    id,
    sequence,
    year,
    number: certificateNumber(reservation.award, year, sequence),
    awardKey: awardKey(reservation.award, reservation.editionId, reservation.personId),
    commendedAt: commended ? context.clock.iso() : null,
    signatories: JSON.stringify(signatories),
    state: 'reserved',
    statusIndex: await freeStatusIndex(transaction, id),
    reservedAt: context.clock.iso(),
    renderedAt: null,
    issuedAt: null,
    issuedById: null,
    notifiedAt: null,
    revokedAt: null,
    revokedReason: null,
    revokedNote: null,
    revokedById: null,
    pdf: null,
    pdfSha256: null,
    lastError: null,
  })
  return id
}

/** A place in the status list that tells nothing about the order of awards: scattered by the id's digest. */
async function freeStatusIndex(transaction: Db, id: string): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    const index = createHash('sha256').update(`${id} ${attempt}`).digest().readUInt32BE(0) % statusListLength
    if (!(await isStatusIndexTaken(transaction, index))) return index
  }
}

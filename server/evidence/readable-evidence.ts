/** One piece as an access subject, loaded in one query with everything that decides who may see it. */
import type { Db } from '#db/database.ts'
import { type Evidence, listEvidencePlaces } from '#db/queries/evidence.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can, type Subject } from '#domain/access/can.ts'
import { notFound, Refusal } from '../errors.ts'

export type EvidenceSubject = Subject<'evidence'> & { teamId: string; cohortId: string; reviewerIds: string[] }
export type PlacedEvidence = { evidence: Evidence; subject: EvidenceSubject }

export async function findPlacedEvidence(db: Db, evidenceId: string): Promise<PlacedEvidence | undefined> {
  const rows = await listEvidencePlaces(db, evidenceId)
  const [first] = rows
  if (!first) return undefined
  const { teamId, cohortId, portfolioState, reviewerId: _id, ...evidence } = first
  const reviewerIds = rows.flatMap(({ reviewerId }) => (reviewerId ? [reviewerId] : []))
  return {
    evidence,
    subject: { kind: 'evidence', state: portfolioState, teamId, cohortId, reviewerIds },
  }
}

/** The piece, if the actor may read about it. @throws not-found */
export async function readableEvidence(db: Db, actor: Actor, evidenceId: string): Promise<PlacedEvidence> {
  const placed = await findPlacedEvidence(db, evidenceId)
  if (!placed || !can(actor, 'read', placed.subject)) throw notFound('piece of evidence')
  return placed
}

/** The piece, if the actor is of the team that writes it. @throws not-found, not-allowed */
export async function writableEvidence(db: Db, actor: Actor, evidenceId: string): Promise<PlacedEvidence> {
  const placed = await readableEvidence(db, actor, evidenceId)
  if (!can(actor, 'write', placed.subject)) {
    throw new Refusal('not-allowed', 'Only the team that brought this piece can change it. Write them a note instead.')
  }
  return placed
}

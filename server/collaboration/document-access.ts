/** Who a person is to one document right now: asked at the door, when rights change, and every 30 seconds. */
import { findDocumentPlace } from '#db/queries/documents.ts'
import { findSession } from '#db/queries/sessions.ts'
import { type Relation, relationsOf } from '#domain/access/actor.ts'
import { can, type Subject } from '#domain/access/can.ts'
import { loadActor } from '../access/load-actor.ts'
import type { AppContext } from '../context.ts'
import type { Seat } from './connection.ts'

export type DocumentAccess = { kind: 'none' } | { kind: 'seat'; seat: Seat; epoch: number; documentOpen: boolean }

/** What is written beside a name: the nearest relation. */
const roles: Relation[] = [
  'self',
  'member',
  'mentor',
  'coach',
  'champion',
  'manager',
  'facilitator',
  'faculty',
  'assigned-reviewer',
]

/** An unknown document and one that is not theirs to know are the same answer. */
export async function documentAccess(
  context: Pick<AppContext, 'db' | 'clock'>,
  person: { personId: string; sessionId: string },
  documentId: string,
): Promise<DocumentAccess> {
  const place = await findDocumentPlace(context.db, documentId)
  if (!place) return { kind: 'none' }
  const actor = await loadActor(context, person.personId)
  const { teamId, cohortId, authorId } = place
  const subject: Subject<'entry' | 'personal-entry'> = {
    kind: authorId === null ? 'entry' : 'personal-entry',
    state: place.portfolioState,
    teamId,
    cohortId,
    ownerIds: authorId === null ? [] : [authorId],
  }
  if (actor.kind !== 'person' || !can(actor, 'read', subject)) return { kind: 'none' }
  const documentOpen = place.documentState === 'open'
  const relations = relationsOf(actor, subject)
  const role = roles.find((relation) => relations.has(relation)) ?? 'reader'
  const mayWrite = documentOpen && place.archivedAt === null && can(actor, 'write', subject)
  const seat: Seat = { ...person, name: actor.name, role: role === 'self' ? 'member' : role, teamId, mayWrite }
  return { kind: 'seat', seat, epoch: place.epoch, documentOpen }
}

/** Whether the session still stands, without prolonging it: an open page is not an act. */
export async function sessionStands(
  { db }: Pick<AppContext, 'db'>,
  { personId, sessionId }: { personId: string; sessionId: string },
): Promise<boolean> {
  const session = await findSession(db, sessionId)
  if (session?.personId !== personId) return false
  const longest = 30 * 24 * 3_600_000
  return Date.parse(session.expiresAt) > Date.now() && Date.parse(session.createdAt) + longest > Date.now()
}

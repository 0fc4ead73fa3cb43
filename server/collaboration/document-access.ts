/** Who a person is to one document right now: asked at the door, when rights change, and every 30 seconds. */
import type { DocumentPlace } from '#db/queries/standings.ts'
import { type Actor, type Relation, relationsOf } from '#domain/access/actor.ts'
import { can, type Subject } from '#domain/access/can.ts'
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
export function documentAccess(actor: Actor, sessionId: string, place: DocumentPlace | undefined): DocumentAccess {
  if (!place || actor.kind !== 'person') return { kind: 'none' }
  const { teamId, cohortId, authorId } = place
  const subject: Subject<'entry' | 'personal-entry'> = {
    kind: authorId === null ? 'entry' : 'personal-entry',
    state: place.portfolioState,
    teamId,
    cohortId,
    ownerIds: authorId === null ? [] : [authorId],
  }
  if (!can(actor, 'read', subject)) return { kind: 'none' }
  const documentOpen = place.documentState === 'open'
  const relations = relationsOf(actor, subject)
  const role = roles.find((relation) => relations.has(relation)) ?? 'reader'
  const mayWrite = documentOpen && place.archivedAt === null && can(actor, 'write', subject)
  const { personId, name } = actor
  const seat: Seat = { personId, sessionId, name, role: role === 'self' ? 'member' : role, teamId, mayWrite }
  return { kind: 'seat', seat, epoch: place.epoch, documentOpen }
}

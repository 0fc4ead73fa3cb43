import type { Db } from '#db/database.ts'
import { type EventRow, findEvent } from '#db/queries/events.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can, type Subject } from '#domain/access/can.ts'
import { notFound } from '../errors.ts'

/**
 * An event as access sees it. One of the whole cohort is everybody's who is on any team of the cohort: it stands where
 * the asker's own team stands.
 */
export function eventSubject(
  actor: Actor,
  event: { cohortId: string; teamId: string | null; status: string },
): Subject<'event'> {
  const own =
    actor.kind === 'person'
      ? actor.hats
          .filter((hat) => 'teamId' in hat && hat.cohortId === event.cohortId)
          .sort((one, other) => Number('former' in one && one.former) - Number('former' in other && other.former))
          .map((hat) => ('teamId' in hat ? hat.teamId : undefined))[0]
      : undefined
  return { kind: 'event', state: event.status, cohortId: event.cohortId, teamId: event.teamId ?? own }
}

/** The event, if the actor may see it. */
export async function readableEvent(
  db: Db,
  actor: Actor,
  eventId: string,
): Promise<{ event: EventRow; subject: Subject<'event'> }> {
  const event = await findEvent(db, eventId)
  if (!event) throw notFound('event')
  const subject = eventSubject(actor, event)
  if (!can(actor, 'read', subject)) throw notFound('event')
  return { event, subject }
}

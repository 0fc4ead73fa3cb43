import { listCohortMembers, saveAttendance } from '#db/queries/events.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { type AttendanceStatus, attendanceStatuses } from '#domain/programme/attendance.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { readableEvent } from './event-subject.ts'

/**
 * Writes the roll of one day of an event. Persons who are not named keep what the roll says of them; said again, a word
 * replaces the earlier one.
 * @param input.statuses by person.
 */
export async function recordAttendance(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { eventId: string; day: number; statuses: Record<string, string> },
): Promise<{ recorded: number }> {
  const { event, subject } = await readableEvent(context.db, actor, input.eventId)
  if (actor.kind !== 'person') throw notFound('event')
  if (!can(actor, 'record-attendance', subject)) {
    throw new Refusal('not-allowed', 'The roll is taken by the hosts of the call and by program staff.')
  }
  if (event.status === 'cancelled') throw new Refusal('not-ready', 'This event is cancelled, so it has no roll.')
  if (!Number.isInteger(input.day) || input.day < 1 || input.day > event.days) {
    throw new Refusal(
      'malformed',
      `This event has ${event.days} ${event.days === 1 ? 'day' : 'days'}. Choose one of them.`,
    )
  }
  const members = await listCohortMembers(context.db, event.cohortId)
  const called = new Set(
    members
      .filter((member) => event.teamId === null || event.teamId === member.teamId)
      .map((member) => member.personId),
  )
  const recordedAt = context.clock.iso()
  const rows = Object.entries(input.statuses).map(([personId, status]) => {
    if (!called.has(personId)) throw notFound('person')
    if (!attendanceStatuses.includes(status as AttendanceStatus)) {
      throw new Refusal('malformed', 'Somebody on a roll is present, late, missed or excused.')
    }
    return {
      eventId: event.id,
      personId,
      day: input.day,
      status: status as AttendanceStatus,
      recordedById: actor.personId,
      recordedAt,
    }
  })
  if (rows.length === 0) return { recorded: 0 }
  await context.db.transaction().execute(async (transaction) => {
    await saveAttendance(transaction, rows)
    await recordAudit(transaction, context, actor, {
      action: 'record-attendance',
      subjectKind: 'event',
      subjectId: event.id,
      detail: { day: input.day, statuses: input.statuses },
    })
  })
  return { recorded: rows.length }
}

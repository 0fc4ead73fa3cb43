/** Who was there: the words of a roll, and what they mean for a person and for a team (domain Q6). */
import type { EventKind } from './edition.ts'

export const eventStatuses = ['confirmed', 'tentative', 'to-be-announced', 'cancelled'] as const
export type EventStatus = (typeof eventStatuses)[number]

/** `present` and `late` were there; an `excused` absence counts for nobody and against nobody. */
export const attendanceStatuses = ['present', 'late', 'missed', 'excused'] as const
export type AttendanceStatus = (typeof attendanceStatuses)[number]

export type AttendedEvent = {
  id: string
  kind: EventKind
  title: string
  /** The first day, in the event's own zone. */
  startsOn: string
  days: number
  status: EventStatus
}

/** What the roll says, if anything, about a person on a day (from 1) of an event. */
export type Roll = (eventId: string, personId: string, day: number) => AttendanceStatus | undefined

/** Makes a roll of attendance rows. */
export function rollOf(
  rows: readonly { eventId: string; personId: string; day: number; status: AttendanceStatus }[],
): Roll {
  const found = new Map(rows.map((row) => [`${row.eventId} ${row.personId} ${row.day}`, row.status]))
  return (eventId, personId, day) => found.get(`${eventId} ${personId} ${day}`)
}

const wasThere = (status: AttendanceStatus | undefined) => status === 'present' || status === 'late'

/** Whether one required day is kept: there, late, or excused. */
export function dayWasKept(roll: Roll, eventId: string, personId: string, day: number): boolean {
  const status = roll(eventId, personId, day)
  return wasThere(status) || status === 'excused'
}

/** How many events of a series the person was at; excused ones leave both numbers. */
export function personShare(
  roll: Roll,
  events: readonly { id: string }[],
  personId: string,
): { kept: number; counted: number } {
  const said = events.map((event) => roll(event.id, personId, 1)).filter((status) => status !== 'excused')
  return { kept: said.filter(wasThere).length, counted: said.length }
}

export type TeamPresence = 'full' | 'partly' | 'missed' | 'excused'

/**
 * The team at one event: full when everybody who was not excused was there, partly when at least half and at least one
 * were, excused when all were excused.
 */
export function teamPresence(roll: Roll, eventId: string, personIds: readonly string[], day = 1): TeamPresence {
  const expected = personIds.filter((personId) => roll(eventId, personId, day) !== 'excused')
  if (expected.length === 0) return 'excused'
  const there = expected.filter((personId) => wasThere(roll(eventId, personId, day))).length
  if (there === expected.length) return 'full'
  return there > 0 && there * 2 >= expected.length ? 'partly' : 'missed'
}

import type { AttendanceStatus } from '#domain/programme/attendance.ts'
import { bulkInsert } from './bulk-insert.ts'
import { demoId, demoNumber } from './demo-id.ts'
import { demoNow, type Rows } from './demo-needs.ts'
import { dayAfter, instantOf, laterBy } from './demo-time.ts'
import { cohortId, type DemoPerson, teamId, type World, type WrittenEvent } from './read-world.ts'

export const eventId = (key: string, day: string) => demoId(`event/${key}/${day}`)

export async function loadEvents({ transaction }: Rows, world: World): Promise<void> {
  const held = world.cohorts.events.flatMap((event) => event.on.map((day) => ({ event, day })))
  await bulkInsert(
    transaction,
    'event',
    held.map(({ event, day }) => {
      const timeZone = world.cohorts[event.cohort].timeZone
      const startsAt = instantOf(day, event.at, timeZone)
      const lastStart = instantOf(dayAfter(day, event.days - 1), event.at, timeZone)
      return {
        id: eventId(event.key, day),
        cohortId: cohortId(event.cohort),
        teamId: event.team ? teamId(event.team) : null,
        kind: event.kind,
        title: event.title,
        startsAt,
        endsAt: laterBy(lastStart, event.minutes * 60),
        days: event.days,
        timeZone,
        mode: event.mode,
        place: event.place ?? null,
        videoLink: event.video ?? null,
        status: event.status ?? 'confirmed',
      }
    }),
  )
  await bulkInsert(
    transaction,
    'event_host',
    held.flatMap(({ event, day }) =>
      event.hosts.map((handle, position) => ({
        eventId: eventId(event.key, day),
        personId: world.person(handle),
        position,
      })),
    ),
  )
  await bulkInsert(
    transaction,
    'attendance',
    held
      .filter(({ event, day }) => event.cohort === 'demo' && instantOf(day, event.at) < demoNow)
      .flatMap(({ event, day }) => rollOfEvent(event, day, world)),
  )
}

/** The roll of one event as its first host took it, an hour after it ended. */
function rollOfEvent(event: WrittenEvent, day: string, world: World) {
  const called = world.people.filter(
    (person) =>
      (person.group === 'members' && (!event.team || person.team === event.team)) ||
      (person.group === 'former' && event.key === 'workshop-1'),
  )
  return Array.from({ length: event.days }, (_, index) => index + 1).flatMap((number) =>
    called.map((person) => ({
      eventId: eventId(event.key, day),
      personId: person.id,
      day: number,
      status: statusOf(event, day, number, person),
      recordedById: world.person(event.hosts[0]!),
      recordedAt: laterBy(instantOf(dayAfter(day, number - 1), event.at), (event.minutes + 60) * 60),
    })),
  )
}

/** Most come, some late, a few are excused or miss one; Two Bridges has been quiet since the middle of February. */
function statusOf(event: WrittenEvent, day: string, number: number, person: DemoPerson): AttendanceStatus {
  if (event.kind === 'review-session') return 'present'
  if (person.team === 'two-bridges' && day > '2027-02-12') return person.convenor ? 'excused' : 'missed'
  const chance = demoNumber(`${event.key} ${day} ${number} ${person.handle}`, 100)
  if (event.kind === 'workshop') return chance < 94 ? 'present' : chance < 97 ? 'late' : 'excused'
  const careful = person.team === 'oak-shade' || person.team === 'threads'
  if (chance < (careful ? 90 : 82)) return 'present'
  if (chance < 91) return 'late'
  return chance < 96 || careful ? 'excused' : 'missed'
}

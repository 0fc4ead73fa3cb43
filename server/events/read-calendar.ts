import {
  type EventRow,
  findCohort,
  listCohortAttendance,
  listCohortEvents,
  listCohortMembers,
  listHosts,
} from '#db/queries/events.ts'
import { findPerson } from '#db/queries/people.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { rollOf, teamPresence } from '#domain/programme/attendance.ts'
import { within } from '#domain/programme/commitments.ts'
import type { EventKind } from '#domain/programme/edition.ts'
import { type EventTime, eventTime } from '#domain/programme/event-time.ts'
import { dayIn } from '#domain/when.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { eventSubject } from './event-subject.ts'

export type CalendarEvent = {
  id: string
  kind: EventKind
  title: string
  teamName: string | null
  time: EventTime
  hosts: string[]
  place: string | null
  videoLink: string | null
  tentative: boolean
  cancelled: boolean
  days: number
  /** How the roll stands, as a sentence; only to those who take it. */
  rollSentence: string | null
  mayTakeRoll: boolean
}
export type Calendar = {
  cohort: { id: string; name: string; startsOn: string; endsOn: string }
  toCome: CalendarEvent[]
  past: CalendarEvent[]
  readerZone: string
}

/** The events that the actor may see, in the reader's zone: what comes next first, what is past last. */
export async function readCalendar(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  cohortId: string,
): Promise<Calendar> {
  const { db, clock } = context
  const cohort = await findCohort(db, cohortId)
  const inside = actor.kind === 'person' && actor.hats.some((hat) => hat.cohortId === cohortId)
  if (!cohort || !inside) throw notFound('cohort')
  const events = (await listCohortEvents(db, cohortId)).filter((event) =>
    can(actor, 'read', eventSubject(actor, event)),
  )
  const person = await findPerson(db, actor.personId)
  const readerZone = person?.timeZone ?? cohort.timeZone
  const hosts = await listHosts(
    db,
    events.map((event) => event.id),
  )
  const takesRolls = can(actor, 'record-attendance', eventSubject(actor, { cohortId, teamId: null, status: '' }))
  const rollSentence = takesRolls ? await rollSentences(context, cohortId, cohort.timeZone) : () => null
  const now = clock.now().getTime()
  const isPast = (event: { endsAt: string }) => Date.parse(event.endsAt) < now
  const shown = events.map((event): CalendarEvent & { endsAt: string } => ({
    id: event.id,
    kind: event.kind,
    title: event.title,
    teamName: event.teamName,
    time: eventTime(event, readerZone),
    hosts: hosts.filter((host) => host.eventId === event.id).map((host) => host.name),
    place: event.place,
    videoLink: isPast(event) ? null : event.videoLink,
    tentative: event.status === 'tentative',
    cancelled: event.status === 'cancelled',
    days: event.days,
    rollSentence: rollSentence(event),
    mayTakeRoll: takesRolls && event.status !== 'cancelled',
    endsAt: event.endsAt,
  }))
  return {
    cohort: { id: cohort.id, name: cohort.name, startsOn: cohort.startsOn, endsOn: cohort.endsOn },
    toCome: shown.filter((event) => !isPast(event)),
    past: shown.filter(isPast).reverse(),
    readerZone,
  }
}

async function rollSentences(context: Pick<AppContext, 'db' | 'clock'>, cohortId: string, timeZone: string) {
  const rows = await listCohortAttendance(context.db, cohortId)
  const members = await listCohortMembers(context.db, cohortId)
  const roll = rollOf(rows)
  const now = context.clock.iso()
  return (event: EventRow): string | null => {
    if (Date.parse(event.startsAt) > Date.parse(now)) return null
    if (!rows.some((row) => row.eventId === event.id)) return 'The roll has not been taken yet.'
    const day = dayIn(event.startsAt, timeZone)
    const called = members.filter(
      (member) => within(member, day) && (event.teamId === null || event.teamId === member.teamId),
    )
    const teams = Map.groupBy(called, (member) => member.teamName)
    const of = (wanted: string) =>
      [...teams]
        .filter(
          ([, mates]) =>
            wanted ===
            teamPresence(
              roll,
              event.id,
              mates.map((mate) => mate.personId),
            ),
        )
        .map(([name]) => name)
    if (event.teamId !== null)
      return wordsForOneTeam[
        of('full').length > 0
          ? 'full'
          : of('partly').length > 0
            ? 'partly'
            : of('missed').length > 0
              ? 'missed'
              : 'excused'
      ]
    const missed = of('missed')
    const partly = of('partly').length
    const full = of('full').length
    const parts = [
      full > 0 ? `${full} ${full === 1 ? 'team' : 'teams'} in full` : '',
      partly > 0 ? `${partly} partly` : '',
      missed.length > 0 ? `without ${missed.join(' and ')}` : '',
    ].filter(Boolean)
    return parts.length > 0 ? `${parts.join(', ')}.` : 'All were excused.'
  }
}

const wordsForOneTeam = {
  full: 'Everybody was there.',
  partly: 'At least half of the team was there.',
  missed: 'Most of the team was missing.',
  excused: 'All were excused.',
}

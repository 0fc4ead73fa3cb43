import { findCohort, listCohortMembers, listEventAttendance, listHosts } from '#db/queries/events.ts'
import { findPerson } from '#db/queries/people.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { AttendanceStatus } from '#domain/programme/attendance.ts'
import { within } from '#domain/programme/commitments.ts'
import { type EventTime, eventTime } from '#domain/programme/event-time.ts'
import { dayIn } from '#domain/when.ts'
import type { AppContext } from '../context.ts'
import { readableEvent } from './event-subject.ts'

export type RollTeam = {
  teamId: string
  name: string
  clusterName: string | null
  people: { personId: string; name: string; status: AttendanceStatus | null }[]
}
export type RollView = {
  event: {
    id: string
    cohortId: string
    cohortName: string
    title: string
    kind: string
    days: number
    time: EventTime
    hosts: string[]
    place: string | null
    videoLink: string | null
  }
  day: number
  mayRecord: boolean
  /** Everybody who is called, by team; to somebody who does not take the roll, only their own line. */
  teams: RollTeam[]
}

/** An event with its roll on one of its days. */
export async function readRoll(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  input: { eventId: string; day: number },
): Promise<RollView> {
  const { db } = context
  const { event, subject } = await readableEvent(db, actor, input.eventId)
  const day = Number.isInteger(input.day) && input.day >= 1 && input.day <= event.days ? input.day : 1
  const mayRecord = can(actor, 'record-attendance', subject)
  const personId = actor.kind === 'person' ? actor.personId : ''
  const [person, cohort] = [await findPerson(db, personId), await findCohort(db, event.cohortId)]
  const hosts = await listHosts(db, [event.id])
  const heldOn = dayIn(event.startsAt, event.timeZone)
  const called = (await listCohortMembers(db, event.cohortId)).filter(
    (member) =>
      within(member, heldOn) &&
      (event.teamId === null || event.teamId === member.teamId) &&
      (mayRecord || member.personId === personId),
  )
  const said = new Map(
    (await listEventAttendance(db, event.id)).filter((row) => row.day === day).map((row) => [row.personId, row.status]),
  )
  const teams = [...Map.groupBy(called, (member) => member.teamId)].map(([teamId, mates]) => ({
    teamId,
    name: mates[0]?.teamName ?? '',
    clusterName: mates[0]?.clusterName ?? null,
    people: mates.map((mate) => ({
      personId: mate.personId,
      name: mate.name,
      status: said.get(mate.personId) ?? null,
    })),
  }))
  return {
    event: {
      id: event.id,
      cohortId: event.cohortId,
      cohortName: cohort?.name ?? '',
      title: event.title,
      kind: event.kind,
      days: event.days,
      time: eventTime(event, person?.timeZone ?? event.timeZone),
      hosts: hosts.map((host) => host.name),
      place: event.place,
      videoLink: event.videoLink,
    },
    day,
    mayRecord,
    teams,
  }
}

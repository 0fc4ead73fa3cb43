import { listCohortCertificates } from '#db/queries/certificates.ts'
import { findCohort, listCohortEvents } from '#db/queries/events.ts'
import { findPerson } from '#db/queries/people.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { awardTitle } from '#domain/certificate/certificate-number.ts'
import { type EventTime, eventTime } from '#domain/programme/event-time.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { certificateSubject } from './certificate-subject.ts'

export type CeremonyName = {
  number: string
  name: string
  nameLanguage: string | null
  teamName: string | null
  awardTitle: string
  commended: boolean
  /** Where it opens, for its holder and for whom the holder's team and staff are. */
  certificateId: string | null
  own: boolean
}
export type Ceremony = {
  cohort: { id: string; name: string }
  time: EventTime | null
  videoLink: string | null
  names: CeremonyName[]
  mayRelease: boolean
}

/** The names of everybody whose certificate is released, team by team. Seen by all who belong to the cohort. */
export async function readCeremony(context: Pick<AppContext, 'db'>, actor: Actor, cohortId: string): Promise<Ceremony> {
  const cohort = await findCohort(context.db, cohortId)
  const inside =
    actor.kind === 'person' &&
    actor.hats.some((hat) => hat.cohortId === cohortId && !('former' in hat && hat.former) && hat.role !== 'reviewer')
  if (!cohort || !inside) throw notFound('ceremony')
  const events = await listCohortEvents(context.db, cohortId)
  const event = events.findLast((one) => one.kind === 'ceremony' && one.status !== 'cancelled')
  const person = await findPerson(context.db, actor.personId)
  const issued = (await listCohortCertificates(context.db, cohortId)).filter((row) => row.state === 'issued')
  const byTeam = [...Map.groupBy(issued, (row) => row.teamName ?? '')]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, rows]) => rows)
  return {
    cohort: { id: cohort.id, name: cohort.name },
    time: event ? eventTime(event, person?.timeZone ?? cohort.timeZone) : null,
    videoLink: event?.videoLink ?? null,
    names: byTeam.map((row) => ({
      number: row.number,
      name: row.name,
      nameLanguage: row.nameLanguage,
      teamName: row.teamName,
      awardTitle: awardTitle[row.award],
      commended: row.commendedAt !== null,
      certificateId: can(actor, 'read', certificateSubject(row)) ? row.id : null,
      own: row.personId === actor.personId,
    })),
    mayRelease: can(actor, 'issue-certificates', { kind: 'cohort', cohortId, state: 'running' }),
  }
}

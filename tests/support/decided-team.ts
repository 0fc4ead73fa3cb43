/** A team whose decision is released, with every event attended: what certificates are made from. */
import type { AttendanceStatus } from '#domain/programme/attendance.ts'
import type { Commitment, EventKind } from '#domain/programme/edition.ts'
import type { TestApp } from './test-app.ts'

export const commitments: Commitment[] = [
  { kind: 'attend-all', key: 'workshops', words: 'Both workshops.', events: ['workshop'], dayPercent: 100 },
  {
    kind: 'attend-share',
    key: 'community',
    words: 'The community calls.',
    events: ['community-call'],
    personPercent: 70,
    teamPercent: 80,
  },
  { kind: 'membership', key: 'membership', words: 'On the team at submission.', cyclePercent: 50 },
]

/** A cohort that asks for calls and membership, with a manager, and a ceremony on 12 March 2027. */
export async function certifyingCohort(app: TestApp, asks = commitments.slice(1)) {
  const { world } = app
  const editionId = await world.edition({ commitments: JSON.stringify(asks) })
  const cohortId = await world.cohort({ editionId })
  const managerId = await world.cohortRole(cohortId, 'manager')
  await anEvent(app, { cohortId, kind: 'ceremony', title: 'Ceremony', startsAt: '2027-03-13T00:00:00.000Z' })
  return { editionId, cohortId, managerId, manager: await app.actor(managerId) }
}

export async function anEvent(
  app: TestApp,
  event: { cohortId: string; kind: EventKind; title: string; startsAt: string; days?: number; teamId?: string },
): Promise<string> {
  const id = app.context.newId()
  await app.context.db
    .insertInto('event')
    .values({
      id,
      cohortId: event.cohortId,
      teamId: event.teamId ?? null,
      kind: event.kind,
      title: event.title,
      startsAt: event.startsAt,
      endsAt: new Date(Date.parse(event.startsAt) + 5_400_000).toISOString(),
      days: event.days ?? 1,
      timeZone: 'America/Los_Angeles',
      mode: 'virtual',
      place: null,
      videoLink: null,
      status: 'confirmed',
    })
    .execute()
  return id
}

export async function attend(
  app: TestApp,
  eventId: string,
  personIds: string[],
  status: AttendanceStatus = 'present',
  day = 1,
): Promise<void> {
  await app.context.db
    .insertInto('attendance')
    .values(
      personIds.map((personId) => ({
        eventId,
        personId,
        day,
        status,
        recordedById: null,
        recordedAt: app.clock.iso(),
      })),
    )
    .execute()
}

/** A team with a submission and a decision. @param state `released` unless a test is about earlier ones. */
export async function decidedTeam(
  app: TestApp,
  cohortId: string,
  options: { size?: number; name?: string; state?: string; outcome?: string } = {},
) {
  const { context, world } = app
  const team = await world.team({ cohortId, size: options.size ?? 3, name: options.name ?? 'Oak Shade' })
  const submissionId = context.newId()
  await context.db
    .insertInto('submission')
    .values({
      id: submissionId,
      portfolioId: team.portfolioId,
      number: 1,
      state: 'released',
      roster: '[]',
      manifest: '{}',
      manifestSha256: '0',
      submittedById: null,
      submittedAt: '2027-02-15T20:00:00.000Z',
      openedAt: null,
      withdrawnAt: null,
    })
    .execute()
  const signerIds = [
    await world.person('Juniper', 'Hallworth', { title: 'Program manager' }),
    await world.person('Åse'),
  ]
  const decisionId = context.newId()
  const state = options.state ?? 'released'
  const signed = state !== 'proposed'
  const released = state === 'released'
  await context.db
    .insertInto('decision')
    .values({
      id: decisionId,
      submissionId,
      outcome: options.outcome ?? 'certified',
      total: 300,
      computedOutcome: options.outcome ?? 'certified',
      reason: null,
      letter: 'Dear team,',
      state,
      proposedById: signerIds[0]!,
      proposedAt: '2027-02-20T10:00:00.000Z',
      signedById: signed ? signerIds[0]! : null,
      signedAt: signed ? '2027-02-21T10:00:00.000Z' : null,
      secondSignedById: signed ? signerIds[1]! : null,
      secondSignedAt: signed ? '2027-02-21T11:00:00.000Z' : null,
      releasedById: released ? signerIds[0]! : null,
      releasedAt: released ? '2027-02-22T10:00:00.000Z' : null,
    })
    .execute()
  return { ...team, decisionId, submissionId }
}

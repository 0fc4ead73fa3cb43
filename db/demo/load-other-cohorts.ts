import { awardKey, certificateNumber, numberSeries, statusListLength } from '#domain/certificate/certificate-number.ts'
import { bulkInsert } from './bulk-insert.ts'
import { demoId, demoNumber } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { readEdition } from './load-editions.ts'
import { displayName } from './load-people.ts'
import { cohortId, editionId, portfolioId, teamId, type World } from './read-world.ts'

/** The Master class under way, as people, teams and empty portfolios. */
export async function loadMasterClass({ transaction }: Rows, world: World): Promise<void> {
  const createdAt = '2026-09-01T17:00:00.000Z'
  const { masterTeams } = world.cohorts
  const people = world.people.filter((person) => person.group === 'masterClass')
  await bulkInsert(
    transaction,
    'team',
    masterTeams.map((team) => teamRow(team, 'masters', 'active', createdAt)),
  )
  await bulkInsert(
    transaction,
    'membership',
    people.map((person, index) => ({
      id: demoId(`membership/${person.handle}`),
      teamId: teamId(person.team!),
      personId: person.id,
      title: person.title ?? null,
      convenorSince: people.findIndex((one) => one.team === person.team) === index ? '2026-09-10' : null,
      startedOn: '2026-09-10',
      endedOn: null,
    })),
  )
  await bulkInsert(
    transaction,
    'portfolio',
    masterTeams.map((team) => portfolioRow(team.key, 'master-class', 'draft', createdAt)),
  )
}

/** The cycle before: two teams, whose eight certificates anybody can check. */
export async function loadEarlierCycle({ transaction }: Rows, world: World): Promise<void> {
  const { earlierTeams, certificates } = world.cohorts
  const createdAt = '2026-04-10T17:00:00.000Z'
  await bulkInsert(
    transaction,
    'team',
    earlierTeams.map((team) => teamRow(team, 'earlier', 'alumni', createdAt)),
  )
  await bulkInsert(
    transaction,
    'team_site',
    earlierTeams.map((team) => ({
      teamId: teamId(team.key),
      siteId: demoId('site/bay-road'),
      mainSince: '2026-04-28',
    })),
  )
  await bulkInsert(
    transaction,
    'membership',
    earlierTeams.flatMap((team) =>
      team.people.map((handle, index) => ({
        id: demoId(`membership/${handle}`),
        teamId: teamId(team.key),
        personId: world.person(handle),
        title: null,
        convenorSince: index === 0 ? '2026-04-28' : null,
        startedOn: '2026-04-28',
        endedOn: handle === 'thorne.abernethy-vue' ? '2026-08-01' : null,
      })),
    ),
  )
  await bulkInsert(
    transaction,
    'portfolio',
    earlierTeams.map((team) => portfolioRow(team.key, 'associate-california', 'certified', createdAt)),
  )
  const { programme } = readEdition('associate-california')
  const manager = world.person('juniper.hallworth')
  await bulkInsert(
    transaction,
    'certificate',
    certificates.map((one) => {
      const holder = world.people.find((person) => person.handle === one.person)!
      const issuedAt = `${one.issuedOn ?? '2026-09-18'}T23:30:00.000Z`
      return {
        id: certificateId(one.sequence),
        number: certificateNumber('associate', 2026, one.sequence),
        sequence: one.sequence,
        year: 2026,
        personId: holder.id,
        teamId: teamId(one.team),
        cohortId: cohortId('earlier'),
        editionId: editionId('associate-california'),
        decisionId: null,
        awardKey: one.state === 'issued' ? awardKey('associate', editionId('associate-california'), holder.id) : null,
        award: 'associate',
        commendedAt: null,
        name: one.name ?? displayName(holder),
        nameLanguage: null,
        nameConfirmedAt: '2026-09-01T17:00:00.000Z',
        teamName: earlierTeams.find((team) => team.key === one.team)!.name,
        programmeName: programme.name,
        issuer: programme.issuer,
        signatories: JSON.stringify(signatories),
        awardedOn: '2026-09-18',
        state: one.state,
        statusIndex: demoNumber(`status ${one.sequence}`, statusListLength),
        replacesId: one.replaces ? certificateId(one.replaces) : null,
        reservedAt: issuedAt,
        renderedAt: null,
        issuedAt,
        issuedById: manager,
        notifiedAt: issuedAt,
        revokedAt: one.state === 'revoked' ? '2026-10-01T17:00:00.000Z' : null,
        revokedReason: one.because ?? null,
        revokedNote:
          one.state === 'revoked' ? 'Left the team before it submitted; found when the roster was read again.' : null,
        revokedById: one.state === 'revoked' ? manager : null,
        pdf: null,
        pdfSha256: null,
        lastError: null,
      }
    }),
  )
  await bulkInsert(transaction, 'certificate_series', [
    { id: numberSeries('associate', 2026), last: certificates.length },
  ])
}

/** Who signs the demo's certificates. */
export const signatories = [
  { name: 'Juniper Hallworth', title: 'Program manager' },
  { name: 'Åse Kjærgård-Lund', title: 'Contemplative faculty' },
]

export const certificateId = (sequence: number) => demoId(`certificate/2026/${sequence}`)

function teamRow(team: { key: string; name: string; theme: string }, cohort: string, state: string, createdAt: string) {
  return {
    id: teamId(team.key),
    cohortId: cohortId(cohort),
    clusterId: null,
    name: team.name,
    theme: team.theme,
    state,
    checkInRhythm: null,
    createdAt,
  }
}

function portfolioRow(team: string, edition: string, state: string, createdAt: string) {
  return {
    id: portfolioId(team),
    teamId: teamId(team),
    editionId: editionId(edition),
    state,
    summary: null,
    coverEvidenceId: null,
    publishedAt: null,
    createdAt,
    touchedAt: createdAt,
  }
}

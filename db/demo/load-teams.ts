import { bulkInsert } from './bulk-insert.ts'
import { demoId } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { entryId } from './read-entry.ts'
import { cohortId, editionId, portfolioId, teamId, type World } from './read-world.ts'

const begun = '2026-10-12T17:00:00.000Z'
/** Two Bridges wrote its last word nineteen days before the demo's day. */
const lastTouched: Record<string, string> = {
  'two-bridges': '2027-02-12T18:20:00.000Z',
  'night-sky': '2027-03-03T05:40:00.000Z',
  'sunflower-shift': '2027-03-02T21:10:00.000Z',
}

/** The pages that a team has given to everybody, once certified. */
const published: Record<string, string[]> = {
  threads: [
    '00-what-fills-what-drains',
    '04-the-two-bathtubs',
    '05-parent-unresponsive',
    '07-cycle-two-the-evening',
    '08-what-shifted',
    '10-the-rule-and-the-blue-coat',
  ],
}

export async function loadTeams({ transaction }: Rows, world: World): Promise<void> {
  await bulkInsert(
    transaction,
    'team',
    world.teams.map((team) => ({
      id: teamId(team.key),
      cohortId: cohortId('demo'),
      clusterId: demoId(`cluster/${team.cluster}`),
      name: team.name,
      theme: team.theme,
      state: 'active',
      checkInRhythm: team.rhythm,
      createdAt: begun,
    })),
  )
  await bulkInsert(
    transaction,
    'team_site',
    world.teams.map((team) => ({
      teamId: teamId(team.key),
      siteId: demoId(`site/${team.site}`),
      mainSince: '2026-10-12',
    })),
  )
  await bulkInsert(
    transaction,
    'membership',
    world.people
      .filter((person) => person.group === 'members' || person.group === 'former')
      .map((person) => ({
        id: demoId(`membership/${person.handle}`),
        teamId: teamId(person.team!),
        personId: person.id,
        title: person.title ?? null,
        convenorSince: person.convenor ? '2026-10-27' : null,
        startedOn: '2026-10-27',
        endedOn: person.ended ?? null,
      })),
  )
  await loadChampionsAndMentors({ transaction }, world)
  await bulkInsert(
    transaction,
    'portfolio',
    world.teams.map((team) => ({
      id: portfolioId(team.key),
      teamId: teamId(team.key),
      editionId: editionId('associate-california'),
      state: team.state,
      summary: null,
      coverEvidenceId: null,
      publishedAt: published[team.key] ? '2027-03-01T19:30:00.000Z' : null,
      storyEntries: published[team.key]
        ? JSON.stringify(published[team.key]!.map((key) => entryId(team.key, key)))
        : null,
      createdAt: begun,
      touchedAt: lastTouched[team.key] ?? '2027-03-01T20:00:00.000Z',
    })),
  )
}

async function loadChampionsAndMentors({ transaction }: Pick<Rows, 'transaction'>, world: World): Promise<void> {
  const outside = world.people
    .filter((person) => person.group === 'champions')
    .map((person) => {
      const team = world.teams.find((one) => one.key === person.team)!
      return { ...person, team: team.key, person: person.handle, statement: team.statement }
    })
  const members = world.teams.flatMap((team) =>
    team.memberChampion ? [{ ...team.memberChampion, team: team.key, title: undefined }] : [],
  )
  await bulkInsert(
    transaction,
    'champion',
    [...outside, ...members].map((champion) => {
      const id = world.person(champion.person)
      return {
        id: demoId(`champion/${champion.team}/${champion.person}`),
        teamId: teamId(champion.team),
        personId: id,
        title: champion.title ?? world.people.find((one) => one.id === id)?.title ?? null,
        organisation: champion.organisation ?? null,
        level: champion.level ?? 'other',
        accessStatement: champion.statement ?? null,
        confirmedAt: '2026-11-06T18:00:00.000Z',
        endedOn: null,
      }
    }),
  )
  await bulkInsert(
    transaction,
    'mentor_assignment',
    world.teams.flatMap((team) =>
      [
        { kind: 'mentor', handle: team.mentor },
        { kind: 'coach', handle: 'rufus.adeyemi-clark' },
      ].map(({ kind, handle }) => ({
        id: demoId(`${kind}/${team.key}`),
        teamId: teamId(team.key),
        personId: world.person(handle),
        kind,
        startedOn: '2026-10-27',
        endedOn: null,
      })),
    ),
  )
}

import { bulkInsert } from './bulk-insert.ts'
import { demoZone, type Rows } from './demo-needs.ts'
import type { DemoPerson, World } from './read-world.ts'

/** Teams whose members have already said how their certificate should call them. */
const namesConfirmed = new Set(['oak-shade', 'threads', 'kelp-forest', 'lantern'])

export async function loadPeople({ transaction, needs }: Rows, world: World): Promise<void> {
  await bulkInsert(
    transaction,
    'person',
    world.people.map((person) => {
      const name = displayName(person)
      const confirmed = person.group === 'alumni' || namesConfirmed.has(person.team ?? '')
      return {
        id: person.id,
        givenName: person.given,
        familyName: person.family,
        displayName: name,
        email: person.email ?? `${person.handle}@example.org`,
        passwordHash: needs.passwordHash,
        certificateName: confirmed || person.latin ? name : null,
        certificateNameLanguage: person.latin ? 'ar' : null,
        certificateNameConfirmedAt: confirmed ? '2027-02-05T18:00:00.000Z' : null,
        pronouns: person.pronouns ?? null,
        timeZone: person.zone ?? demoZone,
        title: person.title ?? null,
        organisation: person.organisation ?? person.place ?? districtName(person, world),
        createdAt: person.group === 'alumni' ? '2026-04-02T17:00:00.000Z' : '2026-10-05T17:00:00.000Z',
        suspendedAt: null,
      }
    }),
  )
}

export function displayName(person: { given: string; family: string }): string {
  return [person.given, person.family].filter(Boolean).join(' ')
}

/** Where somebody works, by the team's site: conflicts of interest hang on it. */
export function districtOf(person: DemoPerson, world: World): string | undefined {
  if (person.district) return person.district
  const team = world.teams.find((one) => one.key === person.team)
  return world.places.sites.find((site) => site.key === team?.site)?.district
}

function districtName(person: DemoPerson, world: World): string | null {
  const key = districtOf(person, world)
  return world.places.districts.find((district) => district.key === key)?.name ?? null
}

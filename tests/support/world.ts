/** People, places and teams for tests, each made by one word with sensible defaults. */

import type { CohortRole } from '#domain/access/actor.ts'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import type { AppContext } from '#server/context.ts'

type Json = Record<string, unknown>
export type World = ReturnType<typeof makeWorld>

export function makeWorld(context: AppContext) {
  const { db, newId, clock } = context
  let counter = 0
  const next = () => {
    counter += 1
    return counter
  }
  const world = {
    async person(given = `Person${next()}`, family = 'Test', changes: Json = {}): Promise<string> {
      const id = newId()
      await db
        .insertInto('person')
        .values({
          id,
          givenName: given,
          familyName: family,
          displayName: `${given} ${family}`,
          email: `${given}.${family}.${id}@example.org`.toLowerCase(),
          timeZone: 'America/Los_Angeles',
          createdAt: clock.iso(),
          passwordHash: null,
          certificateName: null,
          certificateNameLanguage: null,
          certificateNameConfirmedAt: null,
          pronouns: null,
          title: null,
          organisation: null,
          suspendedAt: null,
          ...changes,
        })
        .execute()
      return id
    },
    /** An edition with its JSON as given; the real editions are files in `db/demo/programmes`. */
    async edition(changes: Json = {}): Promise<string> {
      const programmeId = newId()
      await db
        .insertInto('programme')
        .values({
          id: programmeId,
          name: 'Associate (California)',
          award: 'associate',
          issuer: 'The Center',
          region: 'California',
        })
        .execute()
      const id = newId()
      await db
        .insertInto('programme_edition')
        .values({
          id,
          programmeId,
          version: 1,
          template: '{"minutesToRead":45,"sections":[]}',
          rubric: '{}',
          passRule: '{}',
          commitments: '{}',
          fees: '{}',
          phases: '[]',
          createdAt: clock.iso(),
          ...changes,
        })
        .execute()
      return id
    },
    async cohort(changes: Json = {}): Promise<string> {
      const editionId = (changes.editionId as string | undefined) ?? (await world.edition())
      const id = newId()
      await db
        .insertInto('cohort')
        .values({
          id,
          name: 'Demo cycle',
          startsOn: '2026-10-27',
          endsOn: '2027-03-12',
          submissionOpensOn: '2027-02-08',
          submissionClosesOn: '2027-03-05',
          timeZone: 'America/Los_Angeles',
          createdAt: clock.iso(),
          ...changes,
          editionId,
        })
        .execute()
      return id
    },
    async cohortRole(cohortId: string, role: CohortRole, personId?: string): Promise<string> {
      const holder = personId ?? (await world.person(role))
      await db
        .insertInto('cohort_role')
        .values({ id: newId(), cohortId, personId: holder, role, since: '2026-10-01', until: null })
        .execute()
      return holder
    },
    async district(name = `District ${next()}`): Promise<string> {
      const countyId = newId()
      await db
        .insertInto('county')
        .values({ id: countyId, name: `County of ${name}` })
        .execute()
      const id = newId()
      await db.insertInto('district').values({ id, countyId, name }).execute()
      return id
    },
    async site(districtId: string, name = 'Harbor School'): Promise<string> {
      const id = newId()
      await db.insertInto('site').values({ id, districtId, name }).execute()
      await db
        .insertInto('site_element')
        .values({ id: newId(), siteId: id, kind: 'after-school', name: 'After-school', position: 0 })
        .execute()
      return id
    },
    /** A team with a site, `size` members and an empty portfolio in state draft. */
    async team(options: { cohortId?: string; size?: number; name?: string; districtId?: string } = {}) {
      const cohortId = options.cohortId ?? (await world.cohort())
      const districtId = options.districtId ?? (await world.district())
      const siteId = await world.site(districtId)
      const id = newId()
      await db
        .insertInto('team')
        .values({
          id,
          cohortId,
          clusterId: null,
          name: options.name ?? `Team ${id.slice(0, 6)}`,
          theme: null,
          state: 'active',
          checkInRhythm: null,
          createdAt: clock.iso(),
        })
        .execute()
      await db.insertInto('team_site').values({ teamId: id, siteId, mainSince: clock.iso() }).execute()
      const memberIds: string[] = []
      for (let n = 0; n < (options.size ?? 3); n += 1) memberIds.push(await world.member(id))
      const portfolioId = newId()
      const cohort = await db
        .selectFrom('cohort')
        .select('editionId')
        .where('id', '=', cohortId)
        .executeTakeFirstOrThrow()
      await db
        .insertInto('portfolio')
        .values({
          id: portfolioId,
          teamId: id,
          editionId: cohort.editionId,
          state: 'draft',
          summary: null,
          coverEvidenceId: null,
          publishedAt: null,
          storyEntries: null,
          createdAt: clock.iso(),
          touchedAt: clock.iso(),
        })
        .execute()
      return { id, cohortId, districtId, siteId, memberIds, portfolioId }
    },
    async member(teamId: string, personId?: string, endedOn: string | null = null): Promise<string> {
      const id = personId ?? (await world.person())
      await db
        .insertInto('membership')
        .values({
          id: newId(),
          teamId,
          personId: id,
          title: 'teacher',
          convenorSince: null,
          startedOn: '2026-10-27',
          endedOn,
        })
        .execute()
      return id
    },
    async champion(teamId: string, personId?: string): Promise<string> {
      const id = personId ?? (await world.person('Champion'))
      await db
        .insertInto('champion')
        .values({
          id: newId(),
          teamId,
          personId: id,
          title: 'Superintendent',
          organisation: 'District office',
          level: 'district',
          accessStatement: null,
          confirmedAt: null,
          endedOn: null,
        })
        .execute()
      return id
    },
    async mentor(teamId: string, personId?: string, endedOn: string | null = null): Promise<string> {
      const id = personId ?? (await world.person('Mentor'))
      await db
        .insertInto('mentor_assignment')
        .values({ id: newId(), teamId, personId: id, kind: 'mentor', startedOn: '2026-10-27', endedOn })
        .execute()
      return id
    },
    /** An entry whose document holds one paragraph. */
    async entry(
      portfolioId: string,
      options: {
        section?: string
        title?: string
        authorId?: string
        words?: string
        blocks?: PageNode[]
        personId?: string
      } = {},
    ) {
      const id = newId()
      const documentId = newId()
      const paragraph = {
        type: 'paragraph',
        attrs: { id: newId(), kind: 'p' },
        content: options.words === '' ? [] : [{ type: 'text', text: options.words ?? 'What we saw on Tuesday.' }],
      }
      const content = { page: { type: 'doc', content: options.blocks ?? [paragraph] }, blocks: {} }
      await db.transaction().execute(async (transaction) => {
        await context.rooms.seed(transaction, { documentId, content, personId: options.personId ?? null })
        await transaction
          .insertInto('entry')
          .values({
            id,
            portfolioId,
            section: options.section ?? '1',
            title: options.title ?? 'A first entry',
            position: `a${next()}`,
            documentId,
            authorId: options.authorId ?? null,
            happenedOn: null,
            createdById: options.personId ?? null,
            createdAt: clock.iso(),
            touchedAt: clock.iso(),
            archivedAt: null,
          })
          .execute()
      })
      return { id, documentId }
    },
  }
  return world
}

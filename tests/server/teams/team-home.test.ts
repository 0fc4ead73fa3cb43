import { expect, test } from 'vitest'
import { createEntry } from '#server/portfolios/create-entry.ts'
import { readContents } from '#server/portfolios/read-contents.ts'
import { setCover } from '#server/portfolios/set-cover.ts'
import { listMyTeams } from '#server/teams/list-my-teams.ts'
import { readPeople } from '#server/teams/read-people.ts'
import { readTeamHome } from '#server/teams/read-team-home.ts'
import { anEdition } from '#tests/support/a-template.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function aTeam(app: TestApp) {
  const cohortId = await app.world.cohort({ editionId: await app.world.edition(anEdition) })
  const team = await app.world.team({ cohortId, size: 3 })
  return { ...team, member: await app.actor(team.memberIds[0]!) }
}

async function aPicture(app: TestApp, portfolioId: string, altText: string, consentState: 'pending' | 'cleared') {
  const id = app.context.newId()
  await app.context.db
    .insertInto('evidence')
    .values({
      id,
      portfolioId,
      kind: 'photo',
      title: 'The gate',
      description: '',
      altText,
      fileName: 'gate.jpg',
      mediaType: 'image/jpeg',
      sha256: null,
      storageKey: 'k',
      thumbnailKey: 't',
      link: null,
      note: null,
      siteElementId: null,
      takenOn: null,
      capturedById: null,
      declaration: 'identifiable-children',
      consentState,
      consentNote: null,
      state: 'ready',
      refusal: null,
      removed: null,
      createdAt: app.clock.iso(),
      archivedAt: null,
    })
    .execute()
  return id
}

describeOnBothDatabases('a team’s home', (makeApp) => {
  test('shows every section with its sentence, what waits, and one next act', async () => {
    const app = await makeApp()
    const { id, portfolioId, member } = await aTeam(app)
    await createEntry(app.context, member, { portfolioId, section: '7', title: 'First try' })
    await aPicture(app, portfolioId, 'An open gate', 'pending')
    const home = await readTeamHome(app.context, member, id, readContents)
    expect(home.portfolio?.sections.map((section) => section.state.sentence)).toContain(
      'A page is open; its first words are still to come.',
    )
    expect(home.portfolio?.fortnight).toHaveLength(3)
    expect(home.portfolio?.waiting).toMatchObject({ count: 1, shown: [{ thumbnailUrl: expect.any(String) }] })
    expect(home.portfolio?.next.words).toBeTruthy()
    expect(home.people.members).toHaveLength(3)
  })

  test('a champion sees no picture whose consent is open; a stranger finds no team', async () => {
    const app = await makeApp()
    const { id, portfolioId } = await aTeam(app)
    await aPicture(app, portfolioId, 'An open gate', 'pending')
    const champion = await app.actor(await app.world.champion(id))
    const home = await readTeamHome(app.context, champion, id, readContents)
    expect(home.portfolio?.waiting.shown).toMatchObject([{ thumbnailUrl: null, fileUrl: null }])
    expect(home.checkIn.may).toBe(false)
    const stranger = await app.actor(await app.world.person())
    await expect(readTeamHome(app.context, stranger, id, readContents)).rejects.toMatchObject({ code: 'not-found' })
    expect(await listMyTeams(app.context, stranger)).toEqual([])
  })

  test('who left is listed with dates and no longer counted; their pages are closed to them', async () => {
    const app = await makeApp()
    const { id } = await aTeam(app)
    const former = await app.world.member(id, undefined, '2027-01-15')
    const home = await readTeamHome(app.context, await app.actor(former), id, readContents)
    expect(home.portfolio).toBeNull()
    const people = await readPeople(app.context, await app.actor(former), id)
    expect(people.members).toHaveLength(3)
    expect(people.former).toMatchObject([{ endedOn: '2027-01-15' }])
  })

  test('a cover is one’s own picture, described for those who cannot see it', async () => {
    const app = await makeApp()
    const { portfolioId, member } = await aTeam(app)
    const other = await app.world.team()
    const choose = (evidenceId: string) => setCover(app.context, member, { portfolioId, evidenceId })
    await expect(choose(await aPicture(app, other.portfolioId, 'Not ours', 'cleared'))).rejects.toMatchObject({
      code: 'not-ready',
    })
    const bare = await aPicture(app, portfolioId, ' ', 'cleared')
    await expect(choose(bare)).rejects.toMatchObject({ details: { link: { href: `/evidence/${bare}` } } })
    const gate = await aPicture(app, portfolioId, 'An open gate', 'cleared')
    await choose(gate)
    const row = await app.context.db
      .selectFrom('portfolio')
      .selectAll()
      .where('id', '=', portfolioId)
      .executeTakeFirst()
    expect(row?.coverEvidenceId).toBe(gate)
  })
})

import { expect, test } from 'vitest'
import { listEntries } from '#db/queries/entries.ts'
import { findHiddenPrompts } from '#db/queries/portfolios.ts'
import { archiveEntry, unarchiveEntry } from '#server/portfolios/archive-entry.ts'
import { createEntry } from '#server/portfolios/create-entry.ts'
import { createPortfolio } from '#server/portfolios/create-portfolio.ts'
import { hidePrompt } from '#server/portfolios/hide-prompt.ts'
import { moveEntry } from '#server/portfolios/move-entry.ts'
import { renameEntry } from '#server/portfolios/rename-entry.ts'
import { tagEntry } from '#server/portfolios/tag-entry.ts'
import { anEdition } from '#tests/support/a-template.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function aTeam(app: TestApp) {
  const cohortId = await app.world.cohort({ editionId: await app.world.edition(anEdition) })
  const team = await app.world.team({ cohortId, size: 3 })
  return { ...team, cohortId, member: await app.actor(team.memberIds[0]!) }
}

describeOnBothDatabases('entries', (makeApp) => {
  test('ten pages opened at once in one section take ten places, each document seeded once', async () => {
    const app = await makeApp()
    const { portfolioId, member } = await aTeam(app)
    const open = (n: number) => createEntry(app.context, member, { portfolioId, section: '1', title: `Page ${n}` })
    const created = await Promise.all(Array.from({ length: 10 }, (_, n) => open(n)))
    const rows = await listEntries(app.context.db, portfolioId, { section: '1' })
    expect(new Set(rows.map((row) => row.position)).size).toBe(10)
    for (const entry of created) {
      expect(entry).toMatchObject({ schemaVersion: 1, epoch: 1 })
      const content = await app.context.rooms.contentOf(entry.documentId)
      expect(content.page.content).toHaveLength(1)
    }
  })

  test('a section outside the template, an empty title, a mentor’s and a stranger’s hand are refused', async () => {
    const app = await makeApp()
    const { id, portfolioId, member } = await aTeam(app)
    const open = (actor: typeof member, section: string, title: string) =>
      createEntry(app.context, actor, { portfolioId, section, title })
    await expect(open(member, '5', 'Listening')).rejects.toMatchObject({
      details: { fields: { section: expect.any(String) } },
    })
    await expect(open(member, '1', '  ')).rejects.toMatchObject({ details: { fields: { title: expect.any(String) } } })
    const mentor = await app.actor(await app.world.mentor(id))
    await expect(open(mentor, '1', 'Mine')).rejects.toMatchObject({ code: 'not-allowed' })
    const stranger = await app.actor(await app.world.person())
    await expect(open(stranger, '1', 'Mine')).rejects.toMatchObject({ code: 'not-found' })
    expect(await listEntries(app.context.db, portfolioId)).toHaveLength(0)
    expect(await app.context.db.selectFrom('document').selectAll().execute()).toHaveLength(0)
  })

  test('a page of “Each of us” is its author’s: a colleague reads it and cannot change it', async () => {
    const app = await makeApp()
    const { portfolioId, member, memberIds } = await aTeam(app)
    const entry = await createEntry(app.context, member, { portfolioId, section: '11', title: 'My part' })
    const colleague = await app.actor(memberIds[1]!)
    await expect(renameEntry(app.context, colleague, { entryId: entry.id, title: 'Your part' })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(archiveEntry(app.context, colleague, { entryId: entry.id })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await renameEntry(app.context, member, { entryId: entry.id, title: 'My part in it' })
  })

  test('pages move up and down, also when their places came out equal', async () => {
    const app = await makeApp()
    const { portfolioId, member } = await aTeam(app)
    const ids: string[] = []
    for (const title of ['A', 'B', 'C']) {
      ids.push((await createEntry(app.context, member, { portfolioId, section: '1', title })).id)
    }
    const order = async () => (await listEntries(app.context.db, portfolioId)).map((row) => row.title).join('')
    await moveEntry(app.context, member, { entryId: ids[2]!, direction: 'up' })
    expect(await order()).toBe('ACB')
    await moveEntry(app.context, member, { entryId: ids[0]!, direction: 'up' })
    expect(await order()).toBe('ACB')
    await moveEntry(app.context, member, { entryId: ids[0]!, direction: 'down' })
    expect(await order()).toBe('CAB')
    await app.context.db.updateTable('entry').set({ position: 'a1' }).execute()
    const [first] = await listEntries(app.context.db, portfolioId)
    await moveEntry(app.context, member, { entryId: first!.id, direction: 'down' })
    const after = await listEntries(app.context.db, portfolioId)
    expect(after[1]!.id).toBe(first!.id)
    expect(new Set(after.map((row) => row.position)).size).toBe(3)
  })

  test('movers at the same moment leave every page in a place of its own', async () => {
    const app = await makeApp()
    const { portfolioId, member } = await aTeam(app)
    const ids: string[] = []
    for (let n = 0; n < 5; n += 1) {
      ids.push((await createEntry(app.context, member, { portfolioId, section: '1', title: `P${n}` })).id)
    }
    await Promise.all(
      ids.flatMap((entryId) => [
        moveEntry(app.context, member, { entryId, direction: 'up' }),
        moveEntry(app.context, member, { entryId, direction: 'down' }),
      ]),
    )
    const rows = await listEntries(app.context.db, portfolioId)
    expect(new Set(rows.map((row) => row.position)).size).toBe(5)
  })

  test('tags are replaced as a whole, a fifth goal keeps the four', async () => {
    const app = await makeApp()
    const { portfolioId, member } = await aTeam(app)
    const { id: entryId } = await createEntry(app.context, member, { portfolioId, section: '1', title: 'A' })
    const goal = (number: string) => ({ number, sentence: 'We touch it.' })
    await tagEntry(app.context, member, {
      entryId,
      facets: ['self', 'wider'],
      mandala: ['research'],
      goals: ['1', '3', '4', '10'].map(goal),
    })
    await expect(
      tagEntry(app.context, member, { entryId, facets: [], mandala: [], goals: ['1', '2', '3', '4', '5'].map(goal) }),
    ).rejects.toMatchObject({ code: 'not-ready' })
    const tags = await app.context.db.selectFrom('entry_tag').selectAll().where('entryId', '=', entryId).execute()
    expect(tags).toHaveLength(7)
  })

  test('a page put aside comes back once', async () => {
    const app = await makeApp()
    const { portfolioId, member } = await aTeam(app)
    const { id: entryId } = await createEntry(app.context, member, { portfolioId, section: '1', title: 'A' })
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => archiveEntry(app.context, member, { entryId })),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect(await listEntries(app.context.db, portfolioId)).toHaveLength(0)
    expect(await listEntries(app.context.db, portfolioId, { archived: true })).toHaveLength(1)
    await unarchiveEntry(app.context, member, { entryId })
    expect(await listEntries(app.context.db, portfolioId)).toHaveLength(1)
  })

  test('two prompts hidden at once are both hidden; an unknown one is not found', async () => {
    const app = await makeApp()
    const { portfolioId, member } = await aTeam(app)
    const hide = (prompt: string) =>
      hidePrompt(app.context, member, { portfolioId, section: '1', prompt, hidden: true })
    await Promise.all([hide('1-a'), hide('1-b')])
    expect(await findHiddenPrompts(app.context.db, portfolioId, '1')).toEqual(['1-a', '1-b'])
    await expect(hide('nothing')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a team has one portfolio, however often it asks', async () => {
    const app = await makeApp()
    const { id, portfolioId, cohortId, member } = await aTeam(app)
    await expect(createPortfolio(app.context, member, { teamId: id })).rejects.toMatchObject({
      code: 'changed-meanwhile',
      details: { link: { href: `/portfolios/${portfolioId}` } },
    })
    await app.context.db.deleteFrom('portfolio').where('id', '=', portfolioId).execute()
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => createPortfolio(app.context, member, { teamId: id })),
    )
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    const rows = await app.context.db.selectFrom('portfolio').selectAll().execute()
    expect(rows.map((row) => row.teamId)).toEqual([id])
    expect(cohortId).toBeTruthy()
  })
})

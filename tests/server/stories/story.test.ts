import { expect, it } from 'vitest'
import { publicActor } from '#domain/access/actor.ts'
import { publishStory } from '#server/stories/publish-story.ts'
import { readStory } from '#server/stories/read-story.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

const template = JSON.stringify({ minutesToRead: 1, sections: [{ key: '1', title: 'Us' }] })
const page = (words: string) =>
  JSON.stringify({
    page: {
      type: 'doc',
      content: [{ type: 'paragraph', attrs: { id: 'b', kind: 'p' }, content: [{ type: 'text', text: words }] }],
    },
    blocks: {},
  })

describeOnBothDatabases('A team’s public story', (makeApp) => {
  it('shows a stranger nothing until the team publishes, then only the chosen pages, then nothing again', async () => {
    const app = await makeApp()
    const { db } = app.context
    const cohortId = await app.world.cohort({ editionId: await app.world.edition({ template, phases: '[]' }) })
    const team = await app.world.team({ cohortId })
    const [mine, other] = team.memberIds
    const shared = await app.world.entry(team.portfolioId, { title: 'Shared' })
    const kept = await app.world.entry(team.portfolioId, { title: 'Kept' })
    const personal = await app.world.entry(team.portfolioId, { title: 'Personal', authorId: other! })
    const submissionId = app.context.newId()
    await db
      .insertInto('submission')
      .values({
        id: submissionId,
        portfolioId: team.portfolioId,
        number: 1,
        state: 'released',
        roster: '[]',
        manifest: '{}',
        manifestSha256: 'x',
        submittedAt: app.clock.iso(),
      })
      .execute()
    for (const [entry, title, authorId] of [
      [shared, 'Shared', null],
      [kept, 'Kept', null],
      [personal, 'Personal', other!],
    ] as const) {
      await db
        .insertInto('submission_entry')
        .values({
          id: app.context.newId(),
          submissionId,
          entryId: entry.id,
          section: '1',
          title,
          position: 'a',
          authorId,
          tags: '[]',
          content: page(title),
          html: '',
          wordCount: 1,
          sha256: 'x',
        })
        .execute()
    }
    const member = await app.actor(mine!)
    const { portfolioId } = team
    await expect(publishStory(app.context, member, { portfolioId, entryIds: [shared.id] })).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await db.updateTable('portfolio').set({ state: 'certified' }).where('id', '=', portfolioId).execute()
    await expect(readStory(app.context, publicActor, portfolioId)).rejects.toMatchObject({ code: 'not-found' })
    await publishStory(app.context, member, { portfolioId, entryIds: [shared.id, personal.id, 'nonsense'] })
    const seen = await readStory(app.context, publicActor, portfolioId)
    expect(seen.entries.map((entry) => entry.title)).toEqual(['Shared'])
    expect(seen.mayPublish).toBe(false)
    expect((await readStory(app.context, member, portfolioId)).entries).toHaveLength(3)
    await publishStory(app.context, await app.actor(other!), { portfolioId, entryIds: [shared.id, personal.id] })
    expect((await readStory(app.context, publicActor, portfolioId)).entries.map((entry) => entry.title).sort()).toEqual(
      ['Personal', 'Shared'],
    )
    await publishStory(app.context, member, { portfolioId, entryIds: [] })
    expect((await readStory(app.context, publicActor, portfolioId)).entries.map((entry) => entry.title)).toEqual([
      'Personal',
    ])
  })
})

import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { readSystem } from '#server/operations/read-system.ts'
import { plainClient, rawClient, textOf, until, updateOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team({ name: 'Night Sky' })
  const { documentId } = await app.world.entry(team.portfolioId, { words: 'Nobody else reads this' })
  const cookie = await app.cookieOf(team.memberIds[0]!)
  const staff = async (
    role: 'manager' | 'coach' | 'faculty' | 'support' | 'facilitator' | 'reviewer',
    cohortId?: string,
  ) => app.actor(await app.world.cohortRole(cohortId ?? team.cohortId, role))
  return { app, url, team, documentId, cookie, staff }
}

describeOnBothDatabases('The system page', (makeApp) => {
  it('is for managers, faculty and technical support, and not there for anybody else', async () => {
    const { app, team, staff } = await setting(makeApp)
    for (const actor of [
      { kind: 'public' as const },
      await app.actor(team.memberIds[0]!),
      await staff('coach'),
      await staff('facilitator'),
      await staff('reviewer'),
    ]) {
      await expect(readSystem(app.context, actor)).rejects.toMatchObject({ code: 'not-found' })
    }
    for (const role of ['manager', 'faculty', 'support'] as const) {
      const page = await readSystem(app.context, await staff(role))
      expect(page.care).toEqual([])
      const mail = page.room.find(({ name }) => name === 'Mail')
      expect(mail?.link?.href, 'a door only for who may go through it').toBe(role === 'faculty' ? undefined : '/mail')
    }
  })

  it('names a team only to those who may know it, and never says what is written', async () => {
    const { app, url, documentId, cookie, staff, team } = await setting(makeApp)
    const client = plainClient(url, documentId, cookie)
    await client.synced()
    const second = plainClient(url, documentId, cookie)
    await second.synced()
    const manager = await readSystem(app.context, await staff('manager'))
    expect(manager.live).toEqual({
      sentence: 'One person with two open pages in one live document.',
      teams: [{ name: 'Night Sky', href: `/teams/${team.id}`, pages: 1, people: 1 }],
    })
    const elsewhere = await staff('manager', await app.world.cohort())
    for (const actor of [await staff('faculty'), elsewhere]) {
      const { live } = await readSystem(app.context, actor)
      expect(live.teams).toEqual([{ name: 'Teams that are not yours to know', href: undefined, pages: 1, people: 1 }])
    }
    expect(JSON.stringify(manager)).not.toContain('Nobody else reads this')
    client.close()
    second.close()
  })

  it('tells how long saving takes, what was refused and why, and when the last log became one state', async () => {
    const { app, url, documentId, cookie, staff } = await setting(makeApp)
    const manager = await staff('manager')
    const before = await readSystem(app.context, manager)
    expect(before.refused).toEqual([])
    expect(before.saving.map(({ count }) => count)).toEqual([0, 0])
    const factOf = (facts: { name: string; words: string }[], name: string) =>
      facts.find((one) => one.name === name)?.words
    expect(factOf(before.upkeep, 'Last log made one state')).toBe('not since this server started')

    const raw = await rawClient(url, documentId, cookie)
    const document = new Y.Doc()
    raw.sendStep1(new Uint8Array([0]))
    await until(() => raw.heard.some(({ kind }) => kind === 'step-2'), 'the page')
    for (const one of raw.heard) if (one.kind === 'step-2') Y.applyUpdate(document, one.bytes)
    raw.sendUpdate(updateOf(document, () => textOf(document).insert(0, 'A')))
    raw.askSaved(1)
    await raw.saved(1)
    raw.sendUpdate(updateOf(document, () => document.getMap('elsewhere').set('a', 1)))
    expect(await raw.closeCode()).toBe(4422)
    const after = await readSystem(app.context, manager)
    expect(after.saving.map(({ count }) => count)).toEqual([1, 1])
    expect(after.saving[0]!.median).toMatch(/^[\d.]+ m?s$/)
    expect(after.refused).toEqual([expect.objectContaining({ words: 'With something no page has', count: 1 })])
    expect(factOf(after.upkeep, 'Not saved yet')).toBe('Nothing waits to be saved.')
    await app.context.rooms.close()
    const closed = await readSystem(app.context, manager)
    expect(factOf(closed.upkeep, 'Last log made one state')).toBe('just now')
    expect(factOf(closed.upkeep, 'Last written for reading')).toBe('just now')
  })

  it('says which program runs on what, and a database that does not answer as a sentence with a next step', async () => {
    const { app, staff } = await setting(makeApp)
    const manager = await staff('manager')
    const { about, node } = await readSystem(app.context, manager)
    expect(about.find(({ name }) => name === 'Runs on')?.words).toMatch(/^Node 24\.\d+\.\d+; (SQLite|PostgreSQL) \d+/)
    expect(node).toContain(`process ${process.pid}`)
    const silent = {
      ...app.context,
      db: {
        ...app.context.db,
        getExecutor: () => {
          throw new Error('away')
        },
      } as never,
    }
    const { care } = await readSystem(silent, manager)
    expect(care[0]).toMatchObject({ sentence: 'The database does not answer.' })
  })
})

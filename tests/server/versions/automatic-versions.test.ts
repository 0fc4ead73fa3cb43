import { expect, it } from 'vitest'
import { projectRoom } from '#server/collaboration/projection.ts'
import type { Room } from '#server/collaboration/room.ts'
import { textOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const minutes = (count: number) => count * 60_000

async function setting(makeApp: () => Promise<TestApp>, words = 'Start') {
  const app = await makeApp()
  const team = await app.world.team()
  const { documentId } = await app.world.entry(team.portfolioId, { words })
  const { room, release } = await app.context.rooms.open(documentId)
  const [noor, dev] = team.memberIds as [string, string]
  /** Somebody writes, and what stands is written down, as it is a moment after every pause. */
  const write = async (personId: string, text: string) => {
    await app.context.rooms.write(documentId, personId, (document) => textOf(document).insert(0, text))
    await projectRoom(app.context, room as Room, false)
  }
  const versions = async () => {
    const rows = await app.context.db.selectFrom('document_version').selectAll().orderBy('createdAt').execute()
    return rows.map((row) => ({
      ...row,
      words: JSON.parse(row.content).page.content[0].content?.[0].text as string,
      people: JSON.parse(row.people) as string[],
    }))
  }
  return { app, documentId, room, release, noor, dev, write, versions }
}

describeOnBothDatabases('Versions that are kept by themselves', (makeApp) => {
  it('are kept about every ten minutes while people write on and on, each with who wrote since the one before', async () => {
    const { app, noor, dev, write, versions, release } = await setting(makeApp)
    for (let minute = 0; minute < 25; minute++) {
      await write(minute < 12 ? noor : dev, `${minute} `)
      app.clock.advance(minutes(1))
    }
    const kept = await versions()
    expect(kept.map(({ kind, people }) => [kind, people])).toEqual([
      ['automatic', [noor]],
      ['automatic', [noor, dev].sort()],
    ])
    expect(kept[0]!.words.startsWith('10 9 8')).toBe(true)
    expect(kept[1]!.words.startsWith('21 20 19')).toBe(true)
    release()
  })

  it('keep a page that rested as it was, when somebody writes on, and not before', async () => {
    const { app, noor, dev, write, versions, release } = await setting(makeApp)
    await write(noor, 'In the evening. ')
    app.clock.advance(minutes(29))
    await write(dev, 'Still. ')
    expect(await versions()).toEqual([])
    app.clock.advance(minutes(31))
    expect(await versions()).toEqual([])
    await write(dev, 'Next day. ')
    const [kept, ...more] = await versions()
    expect(more).toEqual([])
    expect(kept).toMatchObject({ words: 'Still. In the evening. Start', people: [noor, dev].sort() })
    app.clock.advance(minutes(2))
    await write(dev, 'And on. ')
    expect(await versions()).toHaveLength(1)
    release()
  })

  it('do not keep a page that nobody has begun, nor the same words twice', async () => {
    const { app, documentId, noor, write, versions, release } = await setting(makeApp, '')
    app.clock.advance(minutes(90))
    await write(noor, 'First')
    expect(await versions()).toEqual([])
    app.clock.advance(minutes(90))
    await write(noor, 'x')
    expect(await versions()).toHaveLength(1)
    await app.context.rooms.write(documentId, noor, (document) => textOf(document).delete(0, 1))
    await projectRoom(app.context, (await app.context.rooms.open(documentId)).room, false)
    app.clock.advance(minutes(90))
    await write(noor, 'y')
    expect((await versions()).map(({ words }) => words)).toEqual(['First'])
    release()
  })

  it('are kept once, also when a server was killed before it knew and does it again', async () => {
    const { app, documentId, room, noor, write, versions, release } = await setting(makeApp)
    await write(noor, 'a')
    app.clock.advance(minutes(40))
    await write(noor, 'b')
    expect(await versions()).toHaveLength(1)
    // What a server finds that was killed in the middle: the older words are what is written down.
    const before = await versions()
    await app.context.db
      .updateTable('document_projection')
      .set({ uptoSequence: before[0]!.uptoSequence, updatedAt: before[0]!.createdAt, content: before[0]!.content })
      .where('documentId', '=', documentId)
      .execute()
    room.unprojected = true
    await projectRoom(app.context, room, false)
    expect(await versions()).toEqual(before)
    release()
  })

  it('thin out with age; those with a name stay', async () => {
    const { app, documentId, noor, write, versions, release } = await setting(makeApp)
    const hours = 60 * 60_000
    for (let n = 0; n < 6; n++) {
      await write(noor, `${n} `)
      app.clock.advance(minutes(45))
    }
    const early = await versions()
    expect(early).toHaveLength(5)
    await app.context.db
      .updateTable('document_version')
      .set({ kind: 'named', name: 'Draft' })
      .where('id', '=', early[0]!.id)
      .execute()
    app.clock.advance(48 * hours)
    await write(noor, 'later ')
    const left = await versions()
    expect(left.map(({ kind }) => kind)).toEqual(['named', 'automatic'])
    expect(left[1]!.documentId).toBe(documentId)
    expect(left[1]!.words.startsWith('5 4')).toBe(true)
    release()
  })
})

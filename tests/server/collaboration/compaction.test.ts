import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { findProjection } from '#db/queries/documents.ts'
import { projectRoom } from '#server/collaboration/projection.ts'
import { RoomMemory } from '#server/collaboration/room-memory.ts'
import { writeRoom } from '#server/collaboration/write-room.ts'
import { textOf } from '#tests/support/live-client.ts'
import { loadDocument } from '#tests/support/load-document.ts'
import { describeOnBothDatabases, makeTestApp, type TestApp } from '#tests/support/test-app.ts'

const append = (words: string) => (document: Y.Doc) => textOf(document).insert(textOf(document).length, words)

async function storedText({ context }: TestApp, documentId: string): Promise<string> {
  const stored = await loadDocument(context, documentId)
  const document = new Y.Doc()
  Y.applyUpdate(document, new RoomMemory(stored!).state())
  return textOf(document).toString()
}

describeOnBothDatabases('Compaction of an open document', (makeApp) => {
  it('keeps what is written between its look at the memory and its commit', async () => {
    const app = await makeApp()
    const team = await app.world.team()
    const [personId] = team.memberIds as [string]
    const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
    const { room, release } = await app.context.rooms.open(documentId)
    await writeRoom(room, personId, append(' long'))
    const before = writeRoom(room, personId, append(' before'))
    const compacted = projectRoom(app.context, room, true)
    const after = writeRoom(room, personId, append(' after'))
    await Promise.all([before, compacted, after])
    expect(await storedText(app, documentId)).toBe('Start long before after')
    // The page as the rest of the product reads it is honest about what it lacks.
    expect((await findProjection(app.context.db, documentId))?.current).toBe(false)
    release()
  })

  it('happens when the last one leaves, also where the content was projected before, and never for readers alone', async () => {
    const app = await makeApp()
    const team = await app.world.team()
    const [personId] = team.memberIds as [string]
    const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
    const { room, release } = await app.context.rooms.open(documentId)
    await projectRoom(app.context, room, true)
    expect((await loadDocument(app.context, documentId))?.snapshot).toBeUndefined()
    await writeRoom(room, personId, append(' more'))
    await projectRoom(app.context, room, false)
    await projectRoom(app.context, room, true)
    const stored = await loadDocument(app.context, documentId)
    expect(stored?.updates).toEqual([])
    expect(await storedText(app, documentId)).toBe('Start more')
    release()
  })

  it('tells whoever waits the sequence of what stood before the question, not of what came after it', async () => {
    const app = await makeApp()
    const team = await app.world.team()
    const [personId] = team.memberIds as [string]
    const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
    const { room, release } = await app.context.rooms.open(documentId)
    const answers = await Promise.all([1, 2, 3].map((n) => writeRoom(room, personId, append(` ${n}`))))
    const sequences = answers.map(({ sequence }) => sequence)
    expect(new Set(sequences).size).toBe(3)
    expect(sequences).toEqual([...sequences].sort((one, other) => one - other))
    expect(await storedText(app, documentId)).toBe('Start 1 2 3')
    release()
  })
})

describe('Compaction by another server', () => {
  it('never hides a word from whoever reads the document at that moment', async () => {
    const app = await makeTestApp('postgres')
    const team = await app.world.team()
    const [personId] = team.memberIds as [string]
    const { documentId } = await app.world.entry(team.portfolioId, { words: 'Start' })
    const { room, release } = await app.context.rooms.open(documentId)
    let saved = 0
    let done = false
    const writing = async () => {
      while (saved < 60) {
        await writeRoom(room, personId, append(` w${saved + 1}`))
        saved++
        await projectRoom(app.context, room, true)
      }
      done = true
    }
    const reading = async () => {
      while (!done) {
        const before = saved
        const words = (await storedText(app, documentId)).split(' ')
        expect(words.length).toBeGreaterThan(before)
      }
    }
    await Promise.all([writing(), reading(), reading(), reading()])
    expect((await storedText(app, documentId)).split(' ').length).toBe(61)
    release()
    await app.close()
  })
})

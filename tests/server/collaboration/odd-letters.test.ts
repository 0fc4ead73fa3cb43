import { expect, it } from 'vitest'
import { textOf, until } from '#tests/support/live-client.ts'
import { liveRoom } from '#tests/support/live-room.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('A letter that a database does not like', (makeApp) => {
  it.each([
    ['nothing at all (U+0000)', 'a\u0000b'],
    ['half of an emoji', 'a\ud83cb'],
    ['a mark of direction', 'a\u202eb'],
    ['the end of a script', '</script><!--'],
  ])('%s is kept, and the page can still be projected and handed in', async (_name, letters) => {
    const room = await liveRoom(makeApp, { words: 'Start', pace: { projectAfterPause: 10 } })
    const one = await room.join(0)
    textOf(one.document).insert(5, letters)
    const { db, rooms } = room.app.context
    const projected = async () =>
      (
        await db
          .selectFrom('document_projection')
          .select('plainText')
          .where('documentId', '=', room.documentId)
          .executeTakeFirst()
      )?.plainText
    await until(async () => !['Start', undefined].includes(await projected()), 'projected')
    const frozen = await rooms.whileFrozen([room.documentId], async (documents) => documents.get(room.documentId))
    expect(JSON.stringify(frozen?.content)).toContain('Start')
    one.close()
  })
})

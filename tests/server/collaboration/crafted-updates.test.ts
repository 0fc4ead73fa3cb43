import { createEncoder, toUint8Array, writeUint8, writeVarString, writeVarUint } from 'lib0/encoding'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { crafted } from '#tests/support/crafted-update.ts'
import { type RawClient, textOf, until, updateOf } from '#tests/support/live-client.ts'
import { liveRoom, pageOf, stillWorks } from '#tests/support/live-room.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

type Id = { client: number; clock: number }

/** One letter between two neighbours, whatever they are to each other. */
const letterBetween = (left: Id, right: Id, own?: Id) =>
  crafted(
    1,
    (encoder) => {
      const [string, hasLeft, hasRight] = [4, 128, 64]
      writeUint8(encoder, string | hasLeft | hasRight)
      for (const number of [left.client, left.clock, right.client, right.clock]) writeVarUint(encoder, number)
      writeVarString(encoder, 'x')
    },
    own,
  )

/** Where the n-th letter of the first block stands. */
function letterOf(document: Y.Doc, n: number): Id {
  const item = textOf(document)._start
  return { client: item!.id.client, clock: item!.id.clock + n }
}

describeOnBothDatabases('An update that no editor writes', (makeApp) => {
  async function refused(write: (document: Y.Doc, raw: RawClient) => Uint8Array[], code: number) {
    const room = await liveRoom(makeApp)
    const raw = await room.enter()
    const document = await pageOf(raw)
    const updates = write(document, raw)
    for (const update of updates) raw.sendUpdate(update)
    expect(await raw.closeCode()).toBe(code)
    await until(async () => (await room.rows()) === updates.length, 'what came before is kept')
    await stillWorks(room)
    const { page } = await room.app.context.rooms.contentOf(room.documentId)
    expect(page.content).toHaveLength(1)
  }

  it('cannot bring an unknown block in beside a letter in formatted text', async () => {
    await refused(
      (document) => [
        updateOf(document, () => textOf(document).format(0, 2, { bold: {} })),
        updateOf(document, () => {
          textOf(document).insert(1, 'x')
          document.getXmlFragment('default').push([new Y.XmlElement('script')])
        }),
      ],
      4422,
    )
  })

  it('cannot hang on itself, which would end whoever applies it', async () => {
    const itself = { client: 77, clock: 0 }
    await refused((document) => [letterBetween(itself, letterOf(document, 1))], 4422)
    await refused((document) => [letterBetween(letterOf(document, 1), itself)], 4422)
  })

  it('cannot stand between neighbours in the wrong order, where every page would see another place', async () => {
    for (const [left, right] of [
      [2, 2],
      [3, 1],
      [1, 0],
    ] as const) {
      await refused((document) => [letterBetween(letterOf(document, left), letterOf(document, right))], 4422)
    }
  })

  it('cannot do so in the middle of plain typing either', async () => {
    await refused((document) => {
      const own = (clock: number) => ({ client: document.clientID, clock })
      const typed = ['a', 'b', 'c'].map((letter, n) => updateOf(document, () => textOf(document).insert(4 + n, letter)))
      return [...typed, letterBetween(own(2), own(0), own(3))]
    }, 4422)
  })

  it('cannot delete nothing', async () => {
    const nothing = (document: Y.Doc) => {
      const { client, clock } = letterOf(document, 1)
      const encoder = createEncoder()
      for (const number of [0, 1, client, 1, clock, 0]) writeVarUint(encoder, number)
      return toUint8Array(encoder)
    }
    await refused((document) => [nothing(document)], 4422)
  })
})

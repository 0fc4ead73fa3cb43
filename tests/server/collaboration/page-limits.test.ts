import { writeUint8, writeVarString, writeVarUint } from 'lib0/encoding'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { limits } from '#domain/limits.ts'
import { countNodes } from '#server/collaboration/count-nodes.ts'
import { crafted, type Encoder, under } from '#tests/support/crafted-update.ts'
import { textOf, updateOf } from '#tests/support/live-client.ts'
import { liveRoom, pageOf, stillWorks, type } from '#tests/support/live-room.ts'
import { stillPace } from '#tests/support/still-pace.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

const [below, at, above] = [-1, 0, 1]

describeOnBothDatabases('A page holds', (makeApp) => {
  it('10 MB of text, and not a byte more', async () => {
    const { pace, pass } = stillPace()
    const room = await liveRoom(makeApp, { pace })
    const raw = await room.enter()
    const document = await pageOf(raw)
    const { document: inside } = await room.inside()
    const memory = inside!.memory
    const write = (update: Uint8Array) => {
      pass(1_000_000)
      raw.sendUpdate(update)
    }
    for (let n = 0; n < 6; n++) {
      write(updateOf(document, () => type(document, 'x'.repeat(1_700_000))))
      raw.askSaved(n)
      await raw.saved(n, 15_000)
    }
    memory.state()
    const left = limits.document - memory.size
    // Each writes under an id of its own, all of them of one length.
    let nextClient = 4_000_000_001
    const copy = () => {
      const other = new Y.Doc()
      other.clientID = nextClient++
      Y.applyUpdate(other, Y.encodeStateAsUpdate(document))
      return other
    }
    const around = updateOf(copy(), (other) => type(other, 'x'.repeat(1000))).length - 1000
    const edit = (bytes: number) => updateOf(copy(), (other) => type(other, 'x'.repeat(bytes - around)))
    const roomFor = edit(left).length === left ? left : left - (edit(left).length - left)
    const tooMuch = edit(roomFor + above)
    write(edit(roomFor + at))
    raw.askSaved(10)
    await raw.saved(10, 15_000)
    write(tooMuch)
    expect(await raw.closeCode()).toBe(4413)
    const last = await room.enter(1)
    pass(1_000_000)
    last.sendUpdate(updateOf(copy(), (other) => textOf(other).delete(0, 2_000_000)))
    last.askSaved(11)
    await last.saved(11, 15_000)
    last.close()
    await stillWorks(room)
  })

  it('a nesting of 32 blocks, and not one deeper', async () => {
    const room = await liveRoom(makeApp)
    for (const more of [below, at, above]) {
      const raw = await room.enter()
      const document = await pageOf(raw)
      let inner = new Y.XmlElement('callout')
      for (let depth = 1; depth < limits.depth + more; depth++) {
        const outer = new Y.XmlElement('callout')
        outer.insert(0, [inner])
        inner = outer
      }
      raw.sendUpdate(updateOf(document, () => document.getXmlFragment('default').push([inner])))
      raw.askSaved(1)
      if (more === above) expect(await raw.closeCode()).toBe(4422)
      else await raw.saved(1)
      raw.close()
    }
    await stillWorks(room)
  })

  it('no nesting of five thousand, and reads on as if nothing had been', async () => {
    const room = await liveRoom(makeApp)
    const raw = await room.enter()
    raw.sendUpdate(
      crafted(5_000, (encoder, n, client) => {
        writeUint8(encoder, 7)
        under(encoder, n, client)
        writeVarUint(encoder, 3)
        writeVarString(encoder, 'callout')
      }),
    )
    expect(await raw.closeCode()).toBe(4422)
    expect(await room.rows()).toBe(1)
    await stillWorks(room)
  })

  it('fifty thousand nodes in a page, and not one more', async () => {
    const room = await liveRoom(makeApp, { words: '' })
    const raw = await room.enter()
    const document = await pageOf(raw)
    const dividers = (count: number) =>
      updateOf(document, () => {
        document.getXmlFragment('default').push(Array.from({ length: count }, () => new Y.XmlElement('divider')))
      })
    const there = countNodes(document)
    for (const [nonce, count] of [30_000, limits.nodes - 30_000 - 1 - there, 1].entries()) {
      raw.sendUpdate(dividers(count))
      raw.askSaved(nonce)
      await raw.saved(nonce)
    }
    const full = Y.encodeStateAsUpdate(document)
    raw.sendUpdate(dividers(1))
    expect(await raw.closeCode()).toBe(4413)
    const again = await room.enter()
    const other = new Y.Doc()
    Y.applyUpdate(other, full)
    again.sendUpdate(updateOf(other, () => other.getXmlFragment('default').delete(1, 3)))
    again.sendUpdate(updateOf(other, () => other.getXmlFragment('default').push([new Y.XmlElement('divider')])))
    again.askSaved(9)
    await again.saved(9)
    again.close()
  })

  it('no flood of parts, no document inside a document, and no clock that others could not read', async () => {
    const room = await liveRoom(makeApp)
    const letter =
      (kind: number, rest: (encoder: Encoder) => void) => (encoder: Encoder, n: number, client: number) => {
        writeUint8(encoder, n === 0 ? kind : kind | 128)
        if (n === 0) under(encoder, 0, client)
        else {
          writeVarUint(encoder, client)
          writeVarUint(encoder, n - 1)
        }
        rest(encoder)
      }
    const divider = letter(7, (encoder) => {
      writeVarUint(encoder, 3)
      writeVarString(encoder, 'divider')
    })
    const inner = letter(9, (encoder) => {
      writeVarString(encoder, '')
      writeUint8(encoder, 126)
    })
    const emptiness = (length: number) => (encoder: Encoder) => {
      writeUint8(encoder, 0)
      writeVarUint(encoder, length)
    }
    for (const [update, code] of [
      [crafted(limits.updateParts + above, divider), 4413],
      [crafted(1_000, inner), 4400],
      [crafted(1, emptiness(limits.clock + above)), 4422],
      [crafted(1, emptiness(2 ** 53 - 1)), 4422],
    ] as const) {
      const raw = await room.enter()
      raw.sendUpdate(update)
      expect(await raw.closeCode()).toBe(code)
    }
    expect(await room.rows()).toBe(1)
    await stillWorks(room)
  })
})

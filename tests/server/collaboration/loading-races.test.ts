import { expect, it } from 'vitest'
import { until, wordsOf } from '#tests/support/live-client.ts'
import { liveRoom, pageOf, type } from '#tests/support/live-room.ts'
import { meddle } from '#tests/support/meddle.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

describeOnBothDatabases('A room that many come to at once', (makeApp) => {
  it('is loaded once for twenty, and nobody sees it before it is there', async () => {
    const room = await liveRoom(makeApp, { words: 'Start' })
    let loads = 0
    meddle(room.app, 'select document_snapshot', () => {
      loads++
      return pause(150)
    })
    const all = await Promise.all(Array.from({ length: 20 }, () => room.enter(0)))
    expect(loads).toBe(1)
    for (const raw of all) expect(wordsOf(await pageOf(raw))).toEqual(['Start'])
    for (const raw of all) raw.close()
  })

  it('refuses all twenty when its load fails, and is whole for the next one', async () => {
    const room = await liveRoom(makeApp, { words: 'Start' })
    let failing = true
    meddle(room.app, 'select document_snapshot', async () => {
      await pause(50)
      if (failing) throw new Error('the disk did not answer')
    })
    const all = await Promise.all(Array.from({ length: 20 }, () => room.enter(0)))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([503]))
    await until(() => room.app.context.rooms.sockets.all === 0, 'their places are free')
    failing = false
    const next = await room.enter(0)
    expect(wordsOf(await pageOf(next))).toEqual(['Start'])
    next.close()
  })

  it('has the last words in it for who comes back while it closes', async () => {
    const room = await liveRoom(makeApp, { words: 'Start', pace: { unloadAfter: 5, projectAfterPause: 60_000 } })
    // On SQLite nobody can even knock meanwhile: there is one connection for everybody.
    const shared = room.app.context.database.engine === 'postgres'
    let slow = true
    meddle(room.app, 'insert document_projection', async () => {
      for (let waited = 0; slow && waited < (shared ? 10_000 : 100); waited += 5) await pause(5)
    })
    const first = await room.enter(0)
    const document = await pageOf(first)
    const inside = await room.inside()
    first.socket.send(new Uint8Array([3]))
    const one = await room.join(1)
    type(one.document, ' and left')
    await until(async () => (await room.rows()) === 2, 'written')
    one.close()
    first.close()
    await until(() => inside.state.kind === 'closing', 'closing')
    const back = await room.enter(0)
    if (shared) expect(inside.state.kind).toBe('live')
    expect(wordsOf(await pageOf(back))).toEqual(['Start and left'])
    slow = false
    const again = await room.join(1)
    type(again.document, ' and back')
    await until(async () => (await room.words()) === 'Start and left and back', 'kept')
    again.close()
    back.close()
    document.destroy()
  })

  it('is not kept from going by a projection that fails, and loses nothing by it', async () => {
    const room = await liveRoom(makeApp, { words: 'Start', pace: { unloadAfter: 5, projectAfterPause: 60_000 } })
    let failing = true
    meddle(room.app, 'insert document_projection', () => {
      if (failing) throw new Error('the disk did not answer')
    })
    const one = await room.join(0)
    type(one.document, ' and well')
    await until(async () => (await room.rows()) === 2, 'written')
    const inside = await room.inside()
    one.close()
    await until(() => inside.state.kind === 'gone', 'gone')
    failing = false
    expect(await room.words()).toBe('Start and well')
  })
})

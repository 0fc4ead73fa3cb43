import { expect, it } from 'vitest'
import { type AwarenessEntry, encodeAwareness, readAwareness } from '#domain/sync/wire.ts'
import { plainClient, type RawClient, rawClient, until } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

const say = (raw: RawClient, ...entries: AwarenessEntry[]) => raw.sendAwareness(encodeAwareness(entries))
const heardBy = (raw: RawClient) =>
  raw.heard.flatMap((one) => (one.kind === 'awareness' ? readAwareness(one.bytes) : []))

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const url = await app.listen()
  const team = await app.world.team({ size: 0 })
  const ximena = await app.world.member(team.id, await app.world.person('Ximena', 'Thorvald'))
  const ambrose = await app.world.member(team.id, await app.world.person('Ambrose', 'Kealoha'))
  const { documentId } = await app.world.entry(team.portfolioId)
  const cookies = { ximena: await app.cookieOf(ximena), ambrose: await app.cookieOf(ambrose) }
  const enter = (who: keyof typeof cookies) => rawClient(url, documentId, cookies[who])
  return { app, url, team, documentId, enter, cookies, ximena, ambrose }
}

describeOnBothDatabases('Presence', (makeApp) => {
  it('carries the name, colour and role of the session, whatever the client says', async () => {
    const { enter, ximena, app, documentId } = await setting(makeApp)
    const [one, two] = [await enter('ximena'), await enter('ambrose')]
    say(one, {
      clientId: 11,
      clock: 1,
      state: JSON.stringify({ user: { name: 'Ambrose Kealoha', role: 'manager' }, cursor: 3 }),
    })
    await until(() => heardBy(two).length > 0, 'heard')
    const state = JSON.parse(heardBy(two)[0]!.state)
    expect(state).toMatchObject({ cursor: 3, user: { id: ximena, name: 'Ximena Thorvald', role: 'member' } })
    expect(state.user.color).toMatch(/^#[0-9a-f]{6}$/)
    await until(() => heardBy(one).length > 0, 'echoed to its sender')
    expect(
      app.context.rooms
        .presence([documentId])
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Ambrose Kealoha', 'Ximena Thorvald'])
    one.close()
    two.close()
  })

  it('cannot be forged or taken away by another socket', async () => {
    const { enter } = await setting(makeApp)
    const [one, two] = [await enter('ximena'), await enter('ambrose')]
    say(one, { clientId: 11, clock: 5, state: '{"cursor":1}' })
    await until(() => heardBy(two).length > 0, 'heard')
    say(two, { clientId: 11, clock: 9, state: '{"cursor":99}' })
    say(two, { clientId: 11, clock: 9, state: 'null' })
    say(two, { clientId: 12, clock: 1, state: '{"cursor":2}' }, { clientId: 13, clock: 1, state: '{"cursor":3}' })
    await until(() => heardBy(one).some(({ clientId }) => clientId === 12), 'their own id is heard')
    expect(
      heardBy(one)
        .filter(({ clientId }) => clientId === 11)
        .every(({ clock }) => clock === 5),
    ).toBe(true)
    expect(heardBy(one).some(({ clientId }) => clientId === 13)).toBe(false)
    one.close()
    two.close()
  })

  it('drops a word of more than 4 KB and passes one of 4 KB', async () => {
    const { enter } = await setting(makeApp)
    const [one, two] = [await enter('ximena'), await enter('ambrose')]
    const of = (length: number) => JSON.stringify({ a: 'x'.repeat(length - 8) })
    say(one, { clientId: 11, clock: 1, state: of(4097) })
    say(one, { clientId: 11, clock: 2, state: of(4096) })
    await until(() => heardBy(two).length > 0, 'heard')
    expect(heardBy(two)[0]).toMatchObject({ clock: 2 })
    one.close()
    two.close()
  })

  it('says a caret at most about every 80 ms, and always the newest', async () => {
    const { enter } = await setting(makeApp)
    const [one, two] = [await enter('ximena'), await enter('ambrose')]
    for (let clock = 1; clock <= 100; clock++) say(one, { clientId: 11, clock, state: `{"cursor":${clock}}` })
    await until(() => heardBy(two).some(({ clock }) => clock === 100), 'the newest')
    expect(heardBy(two).length).toBeLessThan(10)
    one.close()
    two.close()
  })

  it('ends with the socket, for plain clients too', async () => {
    const { url, documentId, cookies } = await setting(makeApp)
    const one = plainClient(url, documentId, cookies.ximena)
    const two = plainClient(url, documentId, cookies.ambrose)
    one.provider.awareness.setLocalStateField('cursor', { anchor: 1 })
    await until(() => two.provider.awareness.getStates().has(one.document.clientID), 'seen')
    expect(two.provider.awareness.getStates().get(one.document.clientID)?.user.name).toBe('Ximena Thorvald')
    one.close()
    await until(() => !two.provider.awareness.getStates().has(one.document.clientID), 'gone')
    two.close()
  })

  it('keeps one id of a socket that claims fifty thousand, and nothing of a word of 5 MB', async () => {
    const { enter } = await setting(makeApp)
    const [flood, huge, witness] = [await enter('ximena'), await enter('ximena'), await enter('ambrose')]
    const claims = Array.from({ length: 50_003 }, (_, index) => ({ clientId: 1000 + index, clock: 1, state: '{}' }))
    say(flood, ...claims)
    huge.sendAwareness(encodeAwareness([{ clientId: 7, clock: 1, state: JSON.stringify('x'.repeat(5_000_000)) }]))
    expect(await huge.closeCode()).toBe(1009)
    say(witness, { clientId: 12, clock: 1, state: '{"cursor":2}' })
    await until(() => heardBy(witness).some(({ clientId }) => clientId === 12), 'their own caret')
    const late = await enter('ambrose')
    late.send(new Uint8Array([3]))
    await until(() => heardBy(late).some(({ clientId }) => clientId === 12), 'who is here')
    const others = new Set(heardBy(late).map(({ clientId }) => clientId))
    others.delete(12)
    expect(others.size).toBeLessThanOrEqual(1)
  })

  it('ends with 4400 where a word is not JSON', async () => {
    const { enter } = await setting(makeApp)
    const one = await enter('ximena')
    say(one, { clientId: 11, clock: 1, state: '{"cursor":' })
    expect(await one.closeCode()).toBe(4400)
  })
})

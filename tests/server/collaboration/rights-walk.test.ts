/** Every role, after everything that ends or narrows its right, told of it and not told, says everything there is to say. */
import { expect, it } from 'vitest'
import type * as Y from 'yjs'
import { readAwareness } from '#domain/sync/wire.ts'
import { everyMessage, forbiddenWords } from '#tests/support/every-message.ts'
import { type RawClient, rawClient, textOf, updateOf } from '#tests/support/live-client.ts'
import { pageOf } from '#tests/support/live-room.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'
import { frameBytes, goodbye, opcodes, type WireClient, wireClient } from '#tests/support/wire-client.ts'

type World = TestApp['world']
type Team = Awaited<ReturnType<World['team']>>
type Seat = { role: string; personId: string; cookie: string; team: Team; documentId: string; entryId: string }

const author = 'the author of a personal page'
const roles: Record<string, (world: World, team: Team) => Promise<string>> = {
  'a member': async (_world, { memberIds }) => memberIds[0] ?? '',
  [author]: async (_world, { memberIds }) => memberIds[1] ?? '',
  'a mentor': (world, { id }) => world.mentor(id),
  'a champion': (world, { id }) => world.champion(id),
  'the manager': (world, { cohortId }) => world.cohortRole(cohortId, 'manager'),
  'a coach': (world, { cohortId }) => world.cohortRole(cohortId, 'coach'),
  'a facilitator': (world, { cohortId }) => world.cohortRole(cohortId, 'facilitator'),
}
const writes = (role: string) => role === 'a member' || role === author

/** What an ending makes of a seat: the socket's close code (or it stays), and the door afterwards. */
type After = { code: number | 'stays'; door: 101 | 401 | 404 }
type Ending = { end: (app: TestApp, seat: Seat) => Promise<unknown>; after: (role: string) => After }
const forWriters = (role: string): After => ({ code: writes(role) ? 4205 : 'stays', door: 101 })

const relations = ['membership', 'mentor_assignment', 'champion'] as const

async function leave({ context: { db } }: TestApp, personId: string, but?: (typeof relations)[number]): Promise<void> {
  const endedOn = '2027-03-01'
  for (const table of relations) {
    if (table !== but) await db.updateTable(table).set({ endedOn }).where('personId', '=', personId).execute()
  }
  await db.updateTable('cohort_role').set({ until: endedOn }).where('personId', '=', personId).execute()
}

const endings: Record<string, Ending> = {
  'their relation ended': {
    end: (app, { personId }) => leave(app, personId),
    after: () => ({ code: 4403, door: 404 }),
  },
  'they signed out everywhere': {
    end: ({ context: { db } }, { personId }) => db.deleteFrom('session').where('personId', '=', personId).execute(),
    after: () => ({ code: 4401, door: 401 }),
  },
  'their session expired': {
    end: ({ context: { db } }, { personId }) =>
      db.updateTable('session').set({ expiresAt: '2020-01-01' }).where('personId', '=', personId).execute(),
    after: () => ({ code: 4401, door: 401 }),
  },
  'they were suspended': {
    end: ({ context: { db }, clock }, { personId }) =>
      db.updateTable('person').set({ suspendedAt: clock.iso() }).where('id', '=', personId).execute(),
    after: () => ({ code: 4403, door: 404 }),
  },
  'they became a reader in another role': {
    // The new relation first: in between nobody is without one.
    async end(app, { role, team, personId }) {
      const next = role === 'a champion' ? 'mentor' : 'champion'
      await app.world[next](team.id, personId)
      await leave(app, personId, next === 'mentor' ? 'mentor_assignment' : 'champion')
    },
    after: () => ({ code: 4205, door: 101 }),
  },
  'the document was frozen': {
    end: ({ context: { db, rooms } }, { documentId }) =>
      rooms.whileFrozen([documentId], () =>
        db.updateTable('document').set({ state: 'frozen' }).where('id', '=', documentId).execute(),
      ),
    after: forWriters,
  },
  'the document was frozen behind the server’s back': {
    end: ({ context: { db } }, { documentId }) =>
      db.updateTable('document').set({ state: 'frozen' }).where('id', '=', documentId).execute(),
    after: forWriters,
  },
  'the page was put aside': {
    end: ({ context: { db }, clock }, { entryId }) =>
      db.updateTable('entry').set({ archivedAt: clock.iso() }).where('id', '=', entryId).execute(),
    after: forWriters,
  },
}

async function seatsOf(app: TestApp) {
  const team = await app.world.team({ size: 3 })
  const [, authorId = '', colleagueId = ''] = team.memberIds
  const shared = await app.world.entry(team.portfolioId, { words: 'Ours' })
  const personal = await app.world.entry(team.portfolioId, { section: '11', authorId, words: 'Ours' })
  const elsewhere = await app.world.entry(team.portfolioId, { words: 'Ours' })
  const seats: Seat[] = []
  for (const [role, of] of Object.entries(roles)) {
    const personId = await of(app.world, team)
    const { id: entryId, documentId } = role === author ? personal : shared
    seats.push({ role, personId, team, entryId, documentId, cookie: await app.cookieOf(personId) })
  }
  return { seats, shared, personal, elsewhere, colleague: await app.cookieOf(colleagueId) }
}

/** Says everything, whatever the other side thinks of it, and waits until it was passed over or answered. */
async function sayAll(wire: WireClient, messages: Uint8Array[]): Promise<void> {
  if (wire.isEnded()) return
  wire.write(...messages.map((payload) => frameBytes({ payload })))
  wire.write(frameBytes({ opcode: opcodes.close, payload: goodbye(1000) }))
  await wire.ended()
}

/** What is wrong after one role's ending. */
async function walk(url: string, seat: Seat, wire: WireClient, page: Y.Doc, after: After): Promise<string[]> {
  const wrong: string[] = []
  const { documentId, cookie } = seat
  if (after.code !== 'stays') {
    const code = await wire.closeCode().catch((error: Error) => error.message)
    if (code !== after.code) wrong.push(`closed with ${code}`)
    const heard = wire.heard.length
    await sayAll(wire, everyMessage(page, 'after the end'))
    if (wire.heard.length !== heard || wire.fault() !== '') wrong.push('answered after its end')
  } else {
    await sayAll(wire, everyMessage(page))
    wrong.push(...toldOff(wire))
  }
  const messages = everyMessage(page, after.door === 101 ? '' : 'after the end')
  const also = Buffer.concat(messages.map((payload) => frameBytes({ payload })))
  const again = await wireClient(url, documentId, cookie, after.door === 101 ? {} : { also })
  if (again.status !== after.door) wrong.push(`the door said ${again.status}`)
  if (after.door === 101 && again.status === 101) {
    await sayAll(again, messages)
    if (!again.heard.some(({ payload }) => payload[0] === 0 && payload[1] === 1)) wrong.push('does not get the page')
    wrong.push(...toldOff(again))
  }
  again.close()
  return wrong
}

/** A reader is told that nothing is saved, and closed when they keep trying. */
function toldOff(wire: WireClient): string[] {
  const wrong: string[] = []
  if (!wire.heard.some(({ payload }) => payload[0] === 121)) wrong.push('was not told')
  if (!wire.saved(1)) wrong.push('was refused before it said anything')
  if (wire.saved(2)) wrong.push('was told that an edit is saved')
  const last = wire.heard.at(-1)
  if (last?.opcode !== opcodes.close || last.payload.readUInt16BE(0) !== 4403) wrong.push('was not closed with 4403')
  return wrong
}

async function writesOn(raw: RawClient, words: string): Promise<void> {
  const page = await pageOf(raw)
  raw.sendUpdate(updateOf(page, () => textOf(page).insert(0, words)))
  raw.askSaved(8)
  await raw.saved(8)
}

const paces = {
  'told of it': { accessStaleAfter: 3_600_000 },
  'without a notice': { sweepEvery: 20, accessStaleAfter: 100 },
}

describeOnBothDatabases('Nobody writes, and nothing of them is heard,', (makeApp) => {
  for (const [how, pace] of Object.entries(paces)) {
    it(`once a right has ended or shrunk, ${how}: every role, every ending, everything one can say`, async () => {
      const app = await makeApp({ LIMIT_SOCKETS_PER_ADDRESS: '10000' }, pace)
      const url = await app.listen()
      const wrong: string[] = []
      for (const [name, { end, after }] of Object.entries(endings)) {
        const { seats, shared, personal, elsewhere, colleague } = await seatsOf(app)
        const [witness, other] = [
          await rawClient(url, shared.documentId, colleague),
          await rawClient(url, elsewhere.documentId, colleague),
        ]
        const page = await pageOf(witness)
        const personalPage = await pageOf(await rawClient(url, personal.documentId, colleague))
        const wires = await Promise.all(seats.map(({ documentId, cookie }) => wireClient(url, documentId, cookie)))
        for (const seat of seats) {
          await end(app, seat)
          const { personId, documentId } = seat
          if (how === 'told of it') {
            app.context.rooms.accessChanged({ personId })
            app.context.rooms.accessChanged({ documentId })
          }
        }
        const found = await Promise.all(
          seats.map((seat, n) => {
            const its = seat.role === author ? personalPage : page
            return walk(url, seat, wires[n] as WireClient, its, after(seat.role))
          }),
        )
        for (const [n, faults] of found.entries())
          for (const fault of faults) wrong.push(`${seats[n]?.role}, after ${name}: ${fault}`)
        await writesOn(other, 'And on. ')
        if (after('a member').code === 4205 && after('a mentor').code === 'stays') witness.close()
        else await writesOn(witness, 'And on. ')
        wrong.push(
          ...(await faultsOf(app, shared.documentId, name)),
          ...(await faultsOf(app, personal.documentId, name)),
        )
        const said = witness.heard.flatMap((one) =>
          one.kind === 'awareness' ? readAwareness(one.bytes).map(({ state }) => state) : [],
        )
        if (said.some((state) => state.includes('after the end')))
          wrong.push(`${name}: a caret was heard after the end`)
        for (const raw of [witness, other]) raw.close()
      }
      expect(wrong).toEqual([])
    }, 60_000)
  }

  it('who never had a right: a stranger, with every message already in the knock', async () => {
    const app = await makeApp()
    const url = await app.listen()
    const { shared, personal, colleague } = await seatsOf(app)
    const page = await pageOf(await rawClient(url, shared.documentId, colleague))
    const strangers = [(await app.world.team()).memberIds[0] ?? '', await app.world.person()]
    for (const cookie of [...(await Promise.all(strangers.map((id) => app.cookieOf(id)))), 'session=forged']) {
      for (const { documentId } of [shared, personal]) {
        for (const payload of everyMessage(page)) {
          const wire = await wireClient(url, documentId, cookie, { also: frameBytes({ payload }) })
          expect(wire.status).toBe(cookie === 'session=forged' ? 401 : 404)
          wire.close()
        }
        expect(await faultsOf(app, documentId, 'a stranger')).toEqual([])
      }
    }
  })
})

/** What stands where nothing may stand: in the page, in the log, among the Yjs clients. */
async function faultsOf({ context }: TestApp, documentId: string, name: string): Promise<string[]> {
  const content = JSON.stringify(await context.rooms.contentOf(documentId))
  const rows = await context.db
    .selectFrom('document_log')
    .select(['sequence', 'insertedCharacters'])
    .where('documentId', '=', documentId)
    .execute()
  const wrong: string[] = []
  if (content.includes(forbiddenWords) || content.includes('divider'))
    wrong.push(`${name}: the page has what was refused`)
  const expected = content.includes('And on. ') ? 2 : 1
  if (rows.length !== expected) wrong.push(`${name}: ${rows.length} rows in the log instead of ${expected}`)
  return wrong
}

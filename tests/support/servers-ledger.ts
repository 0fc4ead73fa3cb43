/**
 * Three servers on one PostgreSQL, people at each of them writing in one document, and something that goes wrong, again
 * and again. Afterwards the ledger is read: what was called saved is there, once, and everybody sees the same.
 */
import { type LedgerEditor, type LedgerResult, ledgerEditor, readLedger } from './ledger.ts'
import { type Line, makeLine } from './line.ts'
import { until } from './live-client.ts'
import { type OwnPostgres, ownPostgres } from './own-postgres.ts'
import { type Seeded, seeded } from './seeded.ts'
import { freePort, type ServerProcess, serverProcess } from './server-process.ts'
import { makeTestApp } from './test-app.ts'

export type Trouble =
  /** SIGKILL; the people of that server come to another one, and it starts again. */
  | 'a killed server'
  /** A server's way to the database goes silent, for longer than it waits; its people come to another one. */
  | 'a silent line'
  /** A server's connections to the database are reset, again and again. */
  | 'a reset line'
  /** The database is stopped with `-m immediate` and started again. */
  | 'a crashed database'

export type ServersPlan = {
  seed: number
  trouble: Trouble
  rounds: number
  report?: (round: number, saved: number) => void
}
type Place = { front: Line; database: Line; port: number; server: ServerProcess }

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const count = 3
const editorsEach = 2
/** A little longer than a server waits for its database. */
const silence = 6_500

export async function serversLedger({ seed, trouble, rounds, report }: ServersPlan): Promise<LedgerResult> {
  const random = seeded(seed)
  const postgres = await ownPostgres()
  await postgres.createDatabase('shared')
  const databaseUrl = `${postgres.url}/shared`
  const app = await makeTestApp('sqlite', { DATABASE_URL: databaseUrl })
  const places: Place[] = []
  const editors: LedgerEditor[] = []
  try {
    const team = await app.world.team({ size: count * editorsEach })
    const { documentId } = await app.world.entry(team.portfolioId, { words: '' })
    const cookies = await Promise.all(team.memberIds.map((id) => app.cookieOf(id)))
    places.push(...(await Promise.all(Array.from({ length: count }, () => openPlace(postgres, databaseUrl)))))
    const saved = new Set<string>()
    const urlOf = (n: number) => `http://127.0.0.1:${places[n % count]!.front.port}`
    editors.push(...cookies.map((cookie, n) => ledgerEditor(urlOf(n), documentId, cookie, `w${n}`, saved)))
    for (let round = 1; round <= rounds; round++) {
      const before = saved.size
      await until(() => saved.size > before + 20, 'saved under typing', 20_000)
      await pause(random.between(0, 400))
      await troubles[trouble](places, random, postgres, databaseUrl)
      report?.(round, saved.size)
    }
    const before = saved.size
    await until(() => saved.size > before + 20, 'saved after the last trouble', 20_000)
    for (const { rest } of editors) rest()
    const [cookie = ''] = cookies
    const result = await readLedger(app, { editors, url: urlOf(0), documentId, cookie }, saved)
    return { kills: rounds, ...result }
  } finally {
    for (const { client, rest } of editors) {
      rest()
      client.close()
    }
    for (const { server, front, database } of places) {
      await server.kill()
      await front.close()
      await database.close()
    }
    await app.close()
    await postgres.stop()
  }
}

async function openPlace(postgres: OwnPostgres, databaseUrl: string): Promise<Place> {
  const port = await freePort()
  const front = await makeLine(port)
  const database = await makeLine(postgres.port)
  return { front, database, port, server: await startServer({ front, database, port }, databaseUrl) }
}

function startServer({ front, database, port }: Omit<Place, 'server'>, databaseUrl: string): Promise<ServerProcess> {
  return serverProcess({
    DATABASE_URL: Object.assign(new URL(databaseUrl), { port: String(database.port) }).href,
    PORT: String(port),
    APP_URL: `http://127.0.0.1:${front.port}`,
    FIELDFOLIO_DEMO: 'off',
    DATA_DIR: `/tmp/fieldfolio-place-${port}`,
    PACE: JSON.stringify({
      projectAfterPause: 200,
      projectAtLatest: 500,
      unloadAfter: 300,
      projectForOthersAfter: 700,
    }),
  })
}

type MakeTrouble = (places: Place[], random: Seeded, postgres: OwnPostgres, databaseUrl: string) => Promise<void>

/** One place, and another one that its people go to meanwhile. */
function two(places: Place[], random: Seeded): [Place, Place] {
  const hit = random.below(count)
  return [places[hit]!, places[(hit + 1) % count]!]
}

const troubles: Record<Trouble, MakeTrouble> = {
  async 'a killed server'(places, random, _postgres, databaseUrl) {
    const [hit, refuge] = two(places, random)
    await hit.server.kill()
    hit.front.lead(refuge.port)
    hit.server = await startServer(hit, databaseUrl)
    hit.front.lead(hit.port)
  },
  async 'a silent line'(places, random) {
    const [hit, refuge] = two(places, random)
    hit.database.silence()
    await pause(random.between(500, 3_000))
    hit.front.lead(refuge.port)
    await pause(silence)
    hit.database.mend()
    hit.front.lead(hit.port)
  },
  async 'a reset line'(places, random) {
    const [hit] = two(places, random)
    for (let times = random.between(1, 4); times > 0; times--) {
      hit.database.reset()
      await pause(random.between(0, 60))
    }
    hit.database.cut()
    await pause(random.between(0, 500))
    hit.database.mend()
  },
  async 'a crashed database'(_places, _random, postgres) {
    await postgres.crash()
  },
}

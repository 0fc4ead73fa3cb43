/**
 * A whole product for one test: a fresh database on either engine, a real server on a free port, and a world of people
 * made by a few words. Only time and ids are injected, and only where a test asks for it.
 */

import { pino } from 'pino'
import { afterEach, describe } from 'vitest'
import type { Engine } from '#db/columns.ts'
import type { Actor } from '#domain/access/actor.ts'
import { loadActor } from '#server/access/load-actor.ts'
import { beginSession } from '#server/accounts/sessions.ts'
import { type Pace, realPace } from '#server/collaboration/pace.ts'
import { type Config, readConfig } from '#server/config.ts'
import type { AppContext, Clock } from '#server/context.ts'
import { makeHttpServer, type RemixHandler } from '#server/http-server.ts'
import { closeContext, makeContext } from '#server/make-context.ts'
import { freshDatabase } from './databases.ts'
import { makeWorld, type World } from './world.ts'

export type TestClock = Clock & { set: (instant: string) => void; advance: (milliseconds: number) => void }

/** Stands still until told to move. */
export function testClock(instant = '2027-03-03T17:00:00.000Z'): TestClock {
  let now = Date.parse(instant)
  return {
    now: () => new Date(now),
    iso: () => new Date(now).toISOString(),
    today: (timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(now)),
    set: (next) => {
      now = Date.parse(next)
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}

export type TestApp = {
  context: AppContext
  clock: TestClock
  world: World
  /** Who a person is now, as every request finds it. */
  actor: (personId: string) => Promise<Actor>
  /** Starts a real HTTP server (with the built pages where `remix` is given). @returns its address. */
  listen: (remix?: RemixHandler) => Promise<string>
  /** A cookie header of a fresh session. */
  cookieOf: (personId: string) => Promise<string>
  close: () => Promise<void>
}

/** @param pace what live documents need not wait for */
export async function makeTestApp(
  engine: Engine,
  environment: Record<string, string> = {},
  pace: Partial<Pace> = {},
): Promise<TestApp> {
  const fresh = await freshDatabase(engine)
  const clock = testClock()
  const base = readConfig({
    DATA_DIR: fresh.dataDir,
    DATABASE_URL: fresh.url,
    FIELDFOLIO_DEMO: 'off',
    PORT: '0',
    ...environment,
  })
  const config: Config = { ...base }
  const context = await makeContext(config, {
    clock,
    logger: pino({ level: 'silent' }),
    pace: { ...realPace, ...pace },
  })
  let stop: (() => Promise<void>) | undefined
  return {
    context,
    clock,
    world: makeWorld(context),
    actor: (personId) => loadActor(context, personId),
    async listen(remix) {
      const server = await makeHttpServer(context, remix)
      const port = await server.listen(0, '127.0.0.1')
      config.appUrl = `http://127.0.0.1:${port}`
      stop = server.close
      return config.appUrl
    },
    cookieOf: async (personId) => (await beginSession(context, personId, null)).split(';')[0]!,
    async close() {
      const stopped = stop?.()
      await closeContext(context)
      await stopped
      await fresh.drop()
    },
  }
}

/** The same sentences on SQLite and on PostgreSQL. `makeApp` gives each test its own product, closed afterwards. */
export function describeOnBothDatabases(
  name: string,
  body: (makeApp: (environment?: Record<string, string>, pace?: Partial<Pace>) => Promise<TestApp>) => void,
): void {
  describe.each(['sqlite', 'postgres'] as const)(`${name} (%s)`, (engine) => {
    const open: TestApp[] = []
    afterEach(async () => {
      for (const app of open.splice(0)) await app.close()
    })
    body(async (environment, pace) => {
      const app = await makeTestApp(engine, environment, pace)
      open.push(app)
      return app
    })
  })
}

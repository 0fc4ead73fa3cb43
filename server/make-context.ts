import { mkdirSync } from 'node:fs'
import type { Logger } from 'pino'
import { type OpenDatabase, openDatabase } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { makeClock } from './clock.ts'
import { makeRooms } from './collaboration/make-rooms.ts'
import type { Pace } from './collaboration/pace.ts'
import type { Config } from './config.ts'
import type { AppContext, Clock, NewId } from './context.ts'
import { makeEvidenceStore } from './evidence/make-evidence-store.ts'
import { makeLogger } from './logger.ts'
import { newId } from './new-id.ts'
import { makeMailer } from './notifications/mailer.ts'
import { countBlobs } from './operations/count-blobs.ts'
import { countMail } from './operations/count-mail.ts'
import { makeMetrics } from './operations/metrics.ts'

export type Replaced = { clock?: Clock; newId?: NewId; logger?: Logger; database?: OpenDatabase; pace?: Pace }

/** Opens everything that one server holds, and brings the database to its newest shape. */
export async function makeContext(config: Config, replaced: Replaced = {}): Promise<AppContext> {
  mkdirSync(config.dataDir, { recursive: true })
  const database = replaced.database ?? openDatabase(config.databaseUrl)
  await migrate(database)
  const clock = replaced.clock ?? makeClock(config.frozenAt)
  const logger = replaced.logger ?? makeLogger(config)
  const metrics = makeMetrics()
  const evidenceStore = countBlobs(makeEvidenceStore(config), metrics)
  await evidenceStore
    .prepare(new URL(config.appUrl).origin)
    .catch((error) => logger.warn({ err: error }, 'the evidence store could not be prepared; uploads may fail'))
  const context: Omit<AppContext, 'rooms'> = {
    config,
    database,
    db: database.db,
    clock,
    newId: replaced.newId ?? newId,
    logger,
    evidenceStore,
    mailer: countMail(makeMailer(config, clock), metrics),
    metrics,
    draining: false,
  }
  return Object.assign(context, { rooms: makeRooms(context, replaced.pace) })
}

/** Closes what `makeContext` opened; live documents first, so that nothing said to be saved is lost. */
export async function closeContext(context: AppContext): Promise<void> {
  context.draining = true
  await context.rooms.close()
  context.mailer.close()
  context.metrics.close()
  await context.database.close()
}

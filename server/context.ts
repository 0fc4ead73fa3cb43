/**
 * Everything that is alive in one running server. Made once by `server/index.ts` (or a test) and handed down; nothing
 * lives at module level, because the Remix bundle holds its own copy of every module (architecture 3.1).
 */
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { OpenDatabase } from '#db/database.ts'
import type { Tables } from '#db/schema/tables.ts'
import type { Rooms } from './collaboration/rooms.ts'
import type { Config } from './config.ts'
import type { EvidenceStore } from './evidence/evidence-store.ts'
import type { Mailer } from './notifications/mailer.ts'
import type { Metrics } from './operations/metrics.ts'

/** The only source of the time: real, or the demo's frozen one. */
export type Clock = { now: () => Date; iso: () => string; today: (timeZone: string) => string }
/** Makes ids: 80 random bits in Crockford base 32, so that they cannot be guessed and read well in an address. */
export type NewId = () => string

export type AppContext = {
  config: Config
  database: OpenDatabase
  db: Kysely<Tables>
  clock: Clock
  newId: NewId
  logger: Logger
  rooms: Rooms
  evidenceStore: EvidenceStore
  mailer: Mailer
  metrics: Metrics
  /** Set while the server drains; `/readyz` answers 503. */
  draining: boolean
}

import type { Kysely } from 'kysely'
import type { Db } from '../database.ts'
import type { Tables } from '../schema/tables.ts'

/** What the demo is given by whoever loads it: `db` knows neither passwords nor where pictures are kept. */
export type DemoNeeds = {
  db: Kysely<Tables>
  /** The hash of the demo's one password, made once. */
  passwordHash: string
  /** Keeps the bytes of a piece of evidence under its key. */
  putEvidence: (key: string, bytes: Uint8Array, mediaType: string) => Promise<void>
}

/** The demo's day, 9:00 Pacific. */
export const demoNow = '2027-03-03T17:00:00.000Z'
export const demoZone = 'America/Los_Angeles'
export const demoPassword = 'compassion-demo'

export type Rows = { transaction: Db; needs: DemoNeeds }

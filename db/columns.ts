/**
 * The few column kinds that both engines share, so that one migration set serves SQLite and PostgreSQL.
 * Ids and instants are text (instants: ISO 8601, UTC), flags are nullable instants, JSON is text, bytes are bytes.
 */
import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'

export type Engine = 'sqlite' | 'postgres'
/** A migration works on whatever tables exist at its time, so it cannot know today's row types. */
// biome-ignore lint/suspicious/noExplicitAny: see above
export type AnyDatabase = Kysely<any>
type Build = (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
export type Column = { type: 'text' | 'integer' | 'bytes' | 'counter'; build: Build }

const plain: Build = (column) => column
const required: Build = (column) => column.notNull()

export const text: Column = { type: 'text', build: required }
export const textOrNull: Column = { type: 'text', build: plain }
export const integer: Column = { type: 'integer', build: required }
export const integerOrNull: Column = { type: 'integer', build: plain }
export const bytes: Column = { type: 'bytes', build: required }
export const bytesOrNull: Column = { type: 'bytes', build: plain }
/** A text primary key. */
export const key: Column = { type: 'text', build: (column) => column.primaryKey().notNull() }
/** A number that the database counts upwards, as primary key. */
export const counter: Column = { type: 'counter', build: plain }
export const refers = (table: string): Column => ({
  type: 'text',
  build: (column) => column.notNull().references(`${table}.id`),
})
export const refersOrNull = (table: string): Column => ({
  type: 'text',
  build: (column) => column.references(`${table}.id`),
})
export const count = (start = 0): Column => ({ type: 'integer', build: (column) => column.notNull().defaultTo(start) })

/** Makes tables and indices on one engine. */
export function builder(db: AnyDatabase, engine: Engine) {
  return {
    async table(name: string, columns: Record<string, Column>, primaryKey?: string[]): Promise<void> {
      let create = db.schema.createTable(name)
      for (const [column, { type, build }] of Object.entries(columns)) {
        if (type === 'counter') {
          create =
            engine === 'sqlite'
              ? create.addColumn(column, 'integer', (c) => c.primaryKey().autoIncrement())
              : create.addColumn(column, 'bigint', (c) => c.primaryKey().generatedAlwaysAsIdentity())
        } else if (type === 'bytes') {
          create = create.addColumn(column, engine === 'sqlite' ? 'blob' : 'bytea', build)
        } else if (type === 'integer') {
          create = create.addColumn(column, engine === 'sqlite' ? 'integer' : 'bigint', build)
        } else {
          // PostgreSQL sorts by locale unless told; bytes order is what SQLite does and what fractional indices need.
          create = create.addColumn(column, engine === 'sqlite' ? 'text' : sql`text collate "C"`, build)
        }
      }
      if (primaryKey) create = create.addPrimaryKeyConstraint(`${name}_key`, primaryKey as never[])
      await create.execute()
    },
    async index(table: string, columns: string[]): Promise<void> {
      await db.schema
        .createIndex(`${table}_by_${columns.join('_')}`)
        .on(table)
        .columns(columns)
        .execute()
    },
    async unique(table: string, columns: string[]): Promise<void> {
      await db.schema
        .createIndex(`${table}_one_${columns.join('_')}`)
        .unique()
        .on(table)
        .columns(columns)
        .execute()
    },
    async viewOnPostgres(name: string, table: string): Promise<void> {
      if (engine === 'sqlite') return
      await db.schema.createView(name).as(db.selectFrom(table).selectAll()).execute()
    },
    async addColumn(table: string, name: string, column: Column): Promise<void> {
      const type =
        column.type === 'bytes'
          ? engine === 'sqlite'
            ? 'blob'
            : 'bytea'
          : column.type === 'text'
            ? engine === 'sqlite'
              ? 'text'
              : sql`text collate "C"`
            : engine === 'sqlite'
              ? 'integer'
              : 'bigint'
      await db.schema.alterTable(table).addColumn(name, type, column.build).execute()
    },
  }
}
export type Builder = ReturnType<typeof builder>
export type Migration = { name: string; up: (build: Builder) => Promise<void> }

/**
 * Queries that are asked so often that building them costs more than their answer. Kysely builds each of these once for
 * an engine; afterwards only the values change, and the statement stays prepared.
 */
import { type Compilable, type CompiledQuery, PostgresAdapter, type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

type Built<Row> = { query: CompiledQuery<Row>; values: number[] }

const place = (index: number) => `\u0000 value ${index}`

/** @param build the query; it is called with stand-ins, so it may hand its values on and not look at them */
export function builtOnce<Values extends unknown[], Row>(
  build: (db: Db, ...values: Values) => Compilable<Row>,
): (db: Db, ...values: Values) => Promise<Row[]> {
  const known = new WeakMap<object, Built<Row>>()
  return async (db, ...values) => {
    const { adapter, plugins } = db.getExecutor()
    // A plugin may look at how a query is built.
    const builder = plugins.at(-1) ?? adapter
    let built = known.get(builder)
    if (!built) {
      const places = values.map((_, index) => place(index))
      const query = build(db, ...(places as Values)).compile()
      built = { query, values: query.parameters.map((parameter) => places.indexOf(parameter as string)) }
      known.set(builder, built)
    }
    const { query } = built
    const parameters = built.values.map((index, at) => (index < 0 ? query.parameters[at] : values[index]))
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}

/** Ids as one value, of any number, for `isOneOf`. */
export type Ids = string & { readonly of: unique symbol }

export function idsFor(db: Db, ids: Iterable<string>): Ids {
  const list = [...new Set(ids)]
  return (isPostgres(db) ? list : JSON.stringify(list)) as Ids
}

/** Whether a column is one of the ids, however many these are: the sentence stays the same. */
export function isOneOf(db: Db, column: string, ids: Ids): RawBuilder<boolean> {
  return isPostgres(db)
    ? sql<boolean>`${sql.ref(column)} = any(${ids})`
    : sql<boolean>`${sql.ref(column)} in (select value from json_each(${ids}))`
}

const isPostgres = (db: Db) => db.getExecutor().adapter instanceof PostgresAdapter

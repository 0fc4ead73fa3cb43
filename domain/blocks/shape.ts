/**
 * The shape of a thinking tool's data, said once. From it follow the types, the check, and the binding to the shared
 * document, so that a new tool needs no code of its own for any of the three.
 *
 * Text is always a Y.Text, never a last-writer-wins string. A list is a Y.Array of Y.Map rows with an id and a
 * fractional order; several lists of a tool may share one array as *lanes*, so that a card moved to another lane is an
 * attribute write, which cannot swallow what a colleague types in it at that moment.
 */
export type TextField = { kind: 'text'; most: number }
export type ChoiceField<T extends string = string> = { kind: 'choice'; of: readonly T[] }
/** A number in the 0-1000 space of the picture; null until it is laid out. */
export type PlaceField = { kind: 'place' }
export type Field =
  | TextField
  | ChoiceField
  | PlaceField
  | { kind: 'flag' }
  | { kind: 'key' }
  | { kind: 'keys' }
  | { kind: 'day' }
export type Fields = Record<string, Field>
export type List<F extends Fields = Fields> = { kind: 'list'; store: string | null; fields: F }
export type Shape = { tool: string; parts: Record<string, Field | List> }

export const text = (most: number) => ({ kind: 'text', most }) as const
export const choice = <const T extends string>(...of: T[]) => ({ kind: 'choice', of }) as const
export const flag = { kind: 'flag' } as const
export const place = { kind: 'place' } as const
/** A short plain string that people do not type: an id, a digest. */
export const key = { kind: 'key' } as const
export const keys = { kind: 'keys' } as const
/** A day `YYYY-MM-DD`, or empty. */
export const day = { kind: 'day' } as const
export const list = <const F extends Fields>(fields: F) => ({ kind: 'list', store: null, fields }) as const
/** One of several lists that share the array `store`. */
export const lane = <const F extends Fields>(store: string, fields: F) => ({ kind: 'list', store, fields }) as const

/** What every tool has beside its own data. */
export const commonParts = {
  dateOfView: day,
  /** The team's own words in place of the computed text, and the digest of the data they were written for. */
  alternative: text(6000),
  alternativeDigest: key,
} as const

type FieldValue<F> =
  F extends ChoiceField<infer T>
    ? T
    : F extends { kind: 'flag' }
      ? boolean
      : F extends { kind: 'place' }
        ? number | null
        : F extends { kind: 'keys' }
          ? string[]
          : string
export type Item<F> = { id: string } & { [K in keyof F]: FieldValue<F[K]> }
export type StateOf<S extends Shape> = { tool: S['tool'] } & {
  [K in keyof S['parts']]: S['parts'][K] extends { kind: 'list'; fields: infer F }
    ? Item<F>[]
    : FieldValue<S['parts'][K]>
}

/** The most rows of a list, and how far past the editor's limit two people typing at once may carry a text. */
export const mostItems = 200
export const textSlack = 2

export const isList = (part: Field | List): part is List => part.kind === 'list'

/** The lists of a shape that live in the same array as `name`, with the array's own name. */
export function storeOf(shape: Shape, name: string): { store: string; lane: string | null } {
  const part = shape.parts[name]
  if (!part || !isList(part)) throw new Error(`${shape.tool} has no list ${name}`)
  return part.store === null ? { store: name, lane: null } : { store: part.store, lane: name }
}

export function emptyValue(field: Field): unknown {
  if (field.kind === 'choice') return field.of[0]
  if (field.kind === 'flag') return false
  if (field.kind === 'place') return null
  if (field.kind === 'keys') return []
  return ''
}

/** Fills in what a partial state leaves out; what it should not hold stays, for the check to refuse. */
export function withDefaults(shape: Shape, partial: Record<string, unknown>): Record<string, unknown> {
  const state: Record<string, unknown> = { ...partial, tool: partial.tool ?? shape.tool }
  for (const [name, part] of Object.entries(shape.parts)) {
    if (!isList(part)) state[name] = partial[name] ?? emptyValue(part)
    else if (partial[name] === undefined) state[name] = []
    else if (Array.isArray(partial[name])) state[name] = partial[name].map((item) => itemWithDefaults(part, item))
  }
  return state
}

function itemWithDefaults(part: List, item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item
  const filled: Record<string, unknown> = { ...item }
  for (const [name, field] of Object.entries(part.fields)) filled[name] ??= emptyValue(field)
  return filled
}

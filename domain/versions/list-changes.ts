/** Two lists of things with ids: what came, what went, what stayed. */
type WithId = { id: string }

export function compareLists<T extends WithId>(
  before: readonly T[],
  after: readonly T[],
): { added: T[]; removed: T[]; kept: { was: T; is: T }[] } {
  const old = new Map(before.map((one) => [one.id, one]))
  const now = new Set(after.map((one) => one.id))
  return {
    added: after.filter((one) => !old.has(one.id)),
    removed: before.filter((one) => !now.has(one.id)),
    kept: after.flatMap((is) => {
      const was = old.get(is.id)
      return was ? [{ was, is }] : []
    }),
  }
}

/** Words in quotation marks; what nobody has written yet is told so. */
export function quoted(text: string | undefined, empty = 'an empty card'): string {
  const words = text?.replace(/\s+/g, ' ').trim() ?? ''
  return words === '' ? empty : `“${words}”`
}

/**
 * What a submission vouches for: every entry and every piece of evidence by its SHA-256. The manifest's own hash is
 * taken over its canonical JSON (keys sorted, no blanks), so that anybody can make it again.
 */
export type Manifest = {
  fieldfolio: 1
  submissionId: string
  portfolioId: string
  number: number
  submittedAt: string
  roster: { personId: string; name: string }[]
  entries: { entryId: string; section: string; title: string; sha256: string }[]
  evidence: { evidenceId: string; sha256: string | null }[]
}

/** JSON with sorted keys and no blanks: the same value is always the same text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value && typeof value === 'object') {
    const pairs = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`)
    return `{${pairs.join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

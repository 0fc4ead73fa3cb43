/**
 * When a version of an entry is kept by itself, and which of those stay. A version is a whole page as it stood; what
 * people name, what a restore is about to replace, and what is handed in stay for good.
 */
export type VersionKind = 'automatic' | 'named' | 'before-restore' | 'submission'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** People who write on and on get one every so often, */
const writingFor = 10 * minute
/** and who comes back to a page that rested finds it kept as it was. */
const restedFor = 30 * minute

/**
 * Whether the page as it was last written down is kept, now that newer edits are about to take its place.
 * @param since when the edits began that no version has
 * @param writtenAt when it was written down
 */
export function isVersionDue({ since, writtenAt, now }: { since: string; writtenAt: string; now: string }): boolean {
  const [began, written, at] = [Date.parse(since), Date.parse(writtenAt), Date.parse(now)]
  return written - began >= writingFor || at - written >= restedFor
}

export type DatedVersion = { id: string; createdAt: string }

const everythingFor = day
const dailyFor = 30 * day

/**
 * Of versions that were kept by themselves, those that go: all of the last day stay, then the last of each day, after a
 * month the last of each week.
 */
export function versionsToDrop(versions: DatedVersion[], now: string): string[] {
  const kept = new Set<string>()
  const newestFirst = [...versions].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  return newestFirst.flatMap(({ id, createdAt }) => {
    const age = Date.parse(now) - Date.parse(createdAt)
    if (age < everythingFor) return []
    const days = Math.floor(Date.parse(createdAt) / day)
    // The first day of 1970 was a Thursday: weeks begin on Monday.
    const span = age < dailyFor ? `day ${days}` : `week ${Math.floor((days + 3) / 7)}`
    if (kept.has(span)) return [id]
    kept.add(span)
    return []
  })
}

export const versionNameLength = 120

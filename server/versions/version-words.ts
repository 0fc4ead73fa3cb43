/** How a version is called: by its name, by what it was kept for, else by its hour. */
import type { VersionKind } from '#domain/versions/version-rules.ts'
import { dayIn, dayInWords, hourIn } from '#domain/when.ts'

export type ToldVersion = {
  kind: VersionKind
  name: string | null
  createdAt: string
  createdBy: string | null
  submissionNumber: number | null
}

/** Why it was kept, as a sentence. */
export function keptBecause(version: ToldVersion, restored: string | null): string {
  const by = version.createdBy ? ` by ${version.createdBy}` : ''
  switch (version.kind) {
    case 'automatic':
      return 'Kept by itself.'
    case 'named':
      return version.createdBy ? `Kept${by}.` : 'Kept by itself, then named.'
    case 'before-restore':
      return `Kept before ${restored ? `“${restored}”` : 'an earlier version'} was brought back${by}.`
    case 'submission':
      return `Handed in${version.submissionNumber ? ` as snapshot ${version.submissionNumber}` : ''}${by}.`
  }
}

/** A name for headings and lists: "Draft sent to our mentor", "March 9, 3:45 PM". */
export function versionTitle(version: Pick<ToldVersion, 'name' | 'createdAt'>, { timeZone, today }: Reader): string {
  const day = dayInWords(dayIn(version.createdAt, timeZone), today)
  return version.name ?? `${day}, ${hourIn(version.createdAt, timeZone)}`
}

/** The reader's own clock: days and hours are told in it. */
export type Reader = { timeZone: string; today: string }

import { listNames } from '#db/queries/decisions.ts'
import { findEntry, listContributors } from '#db/queries/entries.ts'
import { findPerson } from '#db/queries/people.ts'
import { findNewestVersion, listVersions, listWritersAfter } from '#db/queries/versions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { dayIn, hourIn, weekdayInWords } from '#domain/when.ts'
import { readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { mayChangeVersions } from './entry-versions.ts'
import { contentDigest } from './version-digest.ts'
import { keptBecause, type Reader, versionTitle } from './version-words.ts'

export async function readerOf(context: Pick<AppContext, 'db' | 'clock'>, actor: Actor): Promise<Reader> {
  const person = actor.kind === 'person' ? await findPerson(context.db, actor.personId) : undefined
  const timeZone = person?.timeZone ?? 'UTC'
  return { timeZone, today: context.clock.today(timeZone) }
}

/** All versions of an entry, newest first, by day: for whoever may read its draft now. Names, never counts. */
export async function readVersions(context: Pick<AppContext, 'db' | 'rooms' | 'clock'>, actor: Actor, entryId: string) {
  const { db } = context
  const subject = await readableEntry(db, actor, entryId)
  const [entry, rows, newest, contributors, now, reader] = await Promise.all([
    findEntry(db, entryId),
    listVersions(db, subject.documentId),
    findNewestVersion(db, subject.documentId),
    listContributors(db, subject.documentId),
    context.rooms.contentOf(subject.documentId),
    readerOf(context, actor),
  ])
  if (!entry) throw notFound('entry')
  const since = await listWritersAfter(db, subject.documentId, newest?.uptoSequence ?? 0, { waiting: true })
  const people = new Map(rows.map((row) => [row.id, JSON.parse(row.people) as string[]]))
  const names = await listNames(db, [...new Set([...since, ...[...people.values()].flat()])])
  const named = (ids: string[]) => ids.flatMap((id) => names.get(id) ?? []).sort((a, b) => a.localeCompare(b))
  const titles = new Map(rows.map((row) => [row.id, versionTitle(row, reader)]))
  const versions = rows.map((row) => ({
    id: row.id,
    day: dayIn(row.createdAt, reader.timeZone),
    hour: hourIn(row.createdAt, reader.timeZone),
    title: titles.get(row.id)!,
    name: row.name,
    because: keptBecause(row, row.restoredId ? (titles.get(row.restoredId) ?? null) : null),
    people: named(people.get(row.id) ?? []),
  }))
  const days = [...new Set(versions.map(({ day }) => day))].map((day) => ({
    day: weekdayInWords(day) + (day.slice(0, 4) === reader.today.slice(0, 4) ? '' : `, ${day.slice(0, 4)}`),
    versions: versions.filter((version) => version.day === day),
  }))
  return {
    entry: { id: entry.id, title: entry.title },
    mayChange: mayChangeVersions(actor, subject),
    days,
    now: {
      people: named(since),
      sameAs: newest?.digest === contentDigest(now) ? (titles.get(newest.id) ?? null) : null,
    },
    contributors: contributors.map(({ id, displayName }) => ({ id, name: displayName })),
  }
}

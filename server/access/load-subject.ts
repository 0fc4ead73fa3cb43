/** Subjects of the access rule as they stand now. Absent and unreadable are the same answer: not found. */
import type { Db } from '#db/database.ts'
import { findEntryPlace, findPortfolioPlace, findTeamPlace } from '#db/queries/places.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can, type Subject } from '#domain/access/can.ts'
import { notFound } from '../errors.ts'

export type TeamSubject = Subject<'team'> & { teamId: string; cohortId: string }
export type PortfolioSubject = Subject<'portfolio'> & { portfolioId: string; teamId: string; cohortId: string }
export type EntrySubject = Subject<'entry' | 'personal-entry'> & {
  entryId: string
  portfolioId: string
  section: string
  documentId: string
  authorId: string | null
  archivedAt: string | null
  teamId: string
  cohortId: string
}

/** The team, if the actor may read it. */
export async function readableTeam(db: Db, actor: Actor, teamId: string): Promise<TeamSubject> {
  const place = await findTeamPlace(db, teamId)
  if (!place) throw notFound('team')
  const subject = { kind: 'team' as const, ...place }
  if (!can(actor, 'read', subject)) throw notFound('team')
  return subject
}

/** The portfolio, if the actor may read it. */
export async function readablePortfolio(db: Db, actor: Actor, portfolioId: string): Promise<PortfolioSubject> {
  const place = await findPortfolioPlace(db, portfolioId)
  if (!place) throw notFound('portfolio')
  const subject = { kind: 'portfolio' as const, ...place }
  if (!can(actor, 'read', subject)) throw notFound('portfolio')
  return subject
}

/** The entry, if the actor may read it; an entry with an author is that person's own (section 11). */
export async function readableEntry(db: Db, actor: Actor, entryId: string): Promise<EntrySubject> {
  const place = await findEntryPlace(db, entryId)
  if (!place) throw notFound('entry')
  const subject: EntrySubject = {
    kind: place.authorId === null ? 'entry' : 'personal-entry',
    ownerIds: place.authorId === null ? [] : [place.authorId],
    ...place,
  }
  if (!can(actor, 'read', subject)) throw notFound('entry')
  return subject
}

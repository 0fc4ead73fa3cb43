/** What the rights at live documents hang on, for as many sockets at once as there are. */
import type { Kysely } from 'kysely'
import { builtOnce, type Ids, idsFor, isOneOf } from '../built-once.ts'
import type { DocumentUnreadTable } from '../schema/rescue.ts'
import type { Tables } from '../schema/tables.ts'
import { listRolesOf, type RoleRow } from './access.ts'

/** A session with its person. */
export type SessionStanding = {
  id: string
  personId: string
  createdAt: string
  expiresAt: string
  displayName: string
  suspendedAt: string | null
}

/** The entry of a document, as access rules see it. */
export type DocumentPlace = {
  documentId: string
  authorId: string | null
  archivedAt: string | null
  teamId: string
  portfolioState: string
  cohortId: string
  documentState: string
  epoch: number
}

/** What somebody, or everybody who was there, may not have read of a document. */
export type StoredUnread = Pick<DocumentUnreadTable, 'documentId' | 'personId' | 'epoch' | 'letters'>

export type Standings = {
  sessions: Map<string, SessionStanding>
  /** By person. */
  roles: Map<string, RoleRow[]>
  places: Map<string, DocumentPlace>
  /** By document; of these people and of everybody. */
  unread: Map<string, StoredUnread[]>
}

/**
 * Reads these sessions, their people's roles, these documents' places and what the people may not have read there. On
 * one connection, one after the other: what was committed before the question is in the answer, and on SQLite nothing is
 * committed in between.
 */
export async function findStandings(
  db: Kysely<Tables>,
  sessionIds: Iterable<string>,
  documentIds: Iterable<string>,
): Promise<Standings> {
  return db.connection().execute(async (connection) => {
    const sessions = await sessionsById(connection, idsFor(connection, sessionIds))
    const people = sessions.map(({ personId }) => personId)
    const roles = people.length > 0 ? await listRolesOf(connection, people) : new Map<string, RoleRow[]>()
    const documents = idsFor(connection, documentIds)
    const places = await placesByDocument(connection, documents)
    const unread = await unreadOf(connection, documents, idsFor(connection, people))
    return {
      sessions: new Map(sessions.map((session) => [session.id, session])),
      roles,
      places: new Map(places.map((place) => [place.documentId, place])),
      unread: Map.groupBy(unread, ({ documentId }) => documentId),
    }
  })
}

const sessionsById = builtOnce<[Ids], SessionStanding>((db, ids) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.personId')
    .select([
      'session.id',
      'session.personId',
      'session.createdAt',
      'session.expiresAt',
      'person.displayName',
      'person.suspendedAt',
    ])
    .where(isOneOf(db, 'session.id', ids)),
)

const placesByDocument = builtOnce<[Ids], DocumentPlace>((db, ids) =>
  db
    .selectFrom('entry')
    .innerJoin('document', 'document.id', 'entry.documentId')
    .innerJoin('portfolio', 'portfolio.id', 'entry.portfolioId')
    .innerJoin('team', 'team.id', 'portfolio.teamId')
    .select([
      'entry.documentId',
      'entry.authorId',
      'entry.archivedAt',
      'portfolio.teamId',
      'portfolio.state as portfolioState',
      'team.cohortId',
      'document.state as documentState',
      'document.epoch',
    ])
    .where(isOneOf(db, 'entry.documentId', ids)),
)

const unreadOf = builtOnce<[Ids, Ids], StoredUnread>((db, documentIds, personIds) =>
  db
    .selectFrom('document_unread')
    .select(['documentId', 'personId', 'epoch', 'letters'])
    .where(isOneOf(db, 'documentId', documentIds))
    .where(({ or, eb }) => or([eb('personId', 'is', null), isOneOf(db, 'personId', personIds)])),
)

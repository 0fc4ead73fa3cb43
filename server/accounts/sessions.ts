/**
 * Sessions by Lucia, with two things added: the database holds only the SHA-256 of the token, so that a stolen copy
 * opens nothing, and no session outlives 30 days however often it is renewed. Sessions live in real time, also where
 * the demo's calendar is frozen.
 */
import { hash } from 'node:crypto'
import { type Adapter, type DatabaseSession, Lucia, TimeSpan } from 'lucia'
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  findSession,
  insertSession,
  listSessions,
  moveSessionExpiry,
} from '#db/queries/sessions.ts'
import type { AppContext } from '../context.ts'

type SessionAttributes = { userAgent: string | null }
declare module 'lucia' {
  interface Register {
    Lucia: Lucia
    DatabaseSessionAttributes: SessionAttributes
  }
}

const idle = new TimeSpan(12, 'h')
const longest = new TimeSpan(30, 'd')

/** What the database knows a session by. */
export function sessionIdOf(token: string): string {
  return hash('sha256', token, 'hex')
}

function adapter({ db }: Pick<AppContext, 'db'>): Adapter {
  const found = (
    row: { personId: string; expiresAt: string; userAgent: string | null },
    id: string,
  ): DatabaseSession => ({
    id,
    userId: row.personId,
    expiresAt: new Date(row.expiresAt),
    attributes: { userAgent: row.userAgent },
  })
  return {
    async getSessionAndUser(token) {
      const row = await findSession(db, sessionIdOf(token))
      if (!row || Date.parse(row.createdAt) + longest.milliseconds() < Date.now()) return [null, null]
      return [found(row, token), { id: row.personId, attributes: {} }]
    },
    getUserSessions: async (personId) => (await listSessions(db, personId)).map((row) => found(row, row.id)),
    async setSession(session) {
      const now = new Date().toISOString()
      await insertSession(db, {
        id: sessionIdOf(session.id),
        personId: session.userId,
        createdAt: now,
        lastUsedAt: now,
        expiresAt: session.expiresAt.toISOString(),
        userAgent: session.attributes.userAgent?.slice(0, 200) ?? null,
      })
    },
    updateSessionExpiration: (token, expiresAt) => moveSessionExpiry(db, sessionIdOf(token), expiresAt.toISOString()),
    deleteSession: (token) => deleteSession(db, sessionIdOf(token)),
    deleteUserSessions: (personId) => deleteSessionsOf(db, personId),
    deleteExpiredSessions: () => deleteExpiredSessions(db, new Date().toISOString()),
  }
}

function lucia(context: Pick<AppContext, 'db' | 'config'>): Lucia {
  const secure = context.config.appUrl.startsWith('https:')
  return new Lucia(adapter(context), {
    sessionExpiresIn: idle,
    sessionCookie: { name: secure ? '__Host-session' : 'session', attributes: { secure, sameSite: 'lax', path: '/' } },
  })
}

export type ValidSession = {
  personId: string
  sessionId: string
  token: string
  expiresAt: string
  /** Set when the session was just prolonged: send this cookie. */
  renewedCookie: string | undefined
}

/** @returns the Set-Cookie value of a new session. */
export async function beginSession(
  context: Pick<AppContext, 'db' | 'config'>,
  personId: string,
  userAgent: string | null,
): Promise<string> {
  const sessions = lucia(context)
  const session = await sessions.createSession(personId, { userAgent })
  return sessions.createSessionCookie(session.id).serialize()
}

const longestToken = 200

type StoredSession = { createdAt: string; expiresAt: string }

/** Whether a session stands, without prolonging it: an open page is not an act. */
export function sessionStands({ createdAt, expiresAt }: StoredSession, now = Date.now()): boolean {
  return Date.parse(expiresAt) > now && Date.parse(createdAt) + longest.milliseconds() > now
}

/** Whether `validateSession` would find that it stands and leave it as it is: it is prolonged in its second half. */
export function standsUntouched(session: StoredSession, now = Date.now()): boolean {
  return sessionStands(session, now) && Date.parse(session.expiresAt) - idle.milliseconds() / 2 > now
}

export async function validateSession(
  context: Pick<AppContext, 'db' | 'config'>,
  token: string | undefined,
): Promise<ValidSession | undefined> {
  if (!token || token.length > longestToken) return undefined
  const sessions = lucia(context)
  const { session } = await sessions.validateSession(token)
  if (!session) return undefined
  return {
    personId: session.userId,
    sessionId: sessionIdOf(token),
    token,
    expiresAt: session.expiresAt.toISOString(),
    renewedCookie: session.fresh ? sessions.createSessionCookie(token).serialize() : undefined,
  }
}

type TokenHeaders = { cookie?: string | undefined; authorization?: string | undefined }

/** The token of a request: the cookie, or a bearer token for programs. */
export function tokenOf(context: Pick<AppContext, 'db' | 'config'>, headers: TokenHeaders): string | undefined {
  return tokenReader(context)(headers)
}

/** The same for many requests. A token that is too long to be one of ours is none. */
export function tokenReader(context: Pick<AppContext, 'db' | 'config'>): (headers: TokenHeaders) => string | undefined {
  const sessions = lucia(context)
  return (headers) => {
    const token =
      (headers.cookie ? sessions.readSessionCookie(headers.cookie) : undefined) ??
      (headers.authorization ? sessions.readBearerToken(headers.authorization) : undefined)
    return token && token.length <= longestToken ? token : undefined
  }
}

/** Ends one session. @returns the Set-Cookie value that clears it. */
export async function endSession(
  context: Pick<AppContext, 'db' | 'config' | 'rooms'>,
  token: string | undefined,
): Promise<string> {
  const sessions = lucia(context)
  if (token) {
    await sessions.invalidateSession(token)
    context.rooms.accessChanged({ sessionId: sessionIdOf(token) })
  }
  return sessions.createBlankSessionCookie().serialize()
}

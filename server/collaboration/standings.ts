/**
 * How people stand to documents right now: their session and what it lets them do. Asked by whoever knocks at the door
 * and by everybody whose rights are looked at again, and answered for all of one turn together.
 */
import { findStandings, type SessionStanding, type StoredUnread } from '#db/queries/standings.ts'
import { type Actor, publicActor } from '#domain/access/actor.ts'
import { actorOf } from '../access/load-actor.ts'
import type { AppContext } from '../context.ts'
import { type DocumentAccess, documentAccess } from './document-access.ts'
import { Together } from './together.ts'

type Question = { sessionId: string; documentId: string }
/** The session as it is stored, ended or not; the access is that of its person. */
export type Standing = {
  session: SessionStanding | undefined
  access: DocumentAccess
  /** What this person, and everybody, may not have read of it. */
  unread: StoredUnread[]
}

/** Then others get their turn: letting in so many takes a few milliseconds. */
const mostAtOnce = 64

export class Standings {
  readonly #together: Together<Question, Standing>
  #changes = 0

  constructor(context: Pick<AppContext, 'db' | 'clock'>) {
    this.#together = new Together(mostAtOnce, async (questions) => {
      const { sessions, roles, places, unread } = await findStandings(
        context.db,
        questions.map(({ sessionId }) => sessionId),
        questions.map(({ documentId }) => documentId),
      )
      const actors = new Map<string, Actor>()
      for (const session of sessions.values()) {
        actors.set(session.id, actorOf(context, session.personId, session, roles.get(session.personId) ?? []))
      }
      return ({ sessionId, documentId }) => {
        const actor = actors.get(sessionId) ?? publicActor
        const session = sessions.get(sessionId)
        const place = places.get(documentId)
        const concerns = ({ personId, epoch }: StoredUnread) =>
          epoch === place?.epoch && (personId === null || personId === session?.personId)
        return {
          session,
          access: documentAccess(actor, sessionId, place),
          unread: unread.get(documentId)?.filter(concerns) ?? [],
        }
      }
    })
  }

  /** Grows with every change of rights: an answer from before is not to be relied upon. */
  get changes(): number {
    return this.#changes
  }

  changed(): void {
    this.#changes++
  }

  ask(sessionId: string, documentId: string): Promise<Standing> {
    return this.#together.ask({ sessionId, documentId })
  }
}

/**
 * Rights end while a socket is open. `accessChanged` re-checks at once, and once more a second later in case it was
 * told before the change was committed; a sweep re-checks every socket each 30 seconds, so that a lost notice is found.
 */
import { closeCodes } from '#domain/sync/wire.ts'
import { sessionStands } from '../accounts/sessions.ts'
import type { AppContext } from '../context.ts'
import type { Connection } from './connection.ts'
import type { Pace } from './pace.ts'
import type { Standings } from './standings.ts'

const tryAgainAfter = 5_000

export type AccessChange = { personId?: string; teamId?: string; sessionId?: string; documentId?: string }

export class AccessWatch {
  readonly #standings: Standings
  readonly #logger: AppContext['logger']
  readonly #connections: () => Iterable<Connection>
  readonly #pace: Pace
  readonly #timers = new Set<NodeJS.Timeout>()
  #pingedAt: number
  #sweptAt: number

  constructor(standings: Standings, logger: AppContext['logger'], connections: () => Iterable<Connection>, pace: Pace) {
    this.#pace = pace
    this.#pingedAt = pace.now()
    this.#sweptAt = this.#pingedAt
    this.#standings = standings
    this.#logger = logger
    this.#connections = connections
    const sweep = setInterval(() => this.#sweep(), pace.sweepEvery)
    sweep.unref()
    this.#timers.add(sweep)
  }

  changed(change: AccessChange): void {
    this.#standings.changed()
    const look = () => {
      for (const connection of this.#connections()) if (concerns(connection, change)) void this.#check(connection)
    }
    look()
    const later = setTimeout(() => {
      this.#timers.delete(later)
      look()
    }, this.#pace.secondLookAfter)
    later.unref()
    this.#timers.add(later)
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #sweep(): void {
    const now = this.#pace.now()
    // A server that slept itself has no answers yet because it has not read them: nobody is gone for that.
    const slept = now - this.#sweptAt > this.#pace.pingEvery
    this.#sweptAt = now
    if (slept) this.#pingedAt = now
    const ping = now - this.#pingedAt > this.#pace.pingEvery
    if (ping) this.#pingedAt = now
    for (const connection of this.#connections()) {
      if (ping) connection.askIfThere()
      if (now - connection.checkedAt > this.#pace.accessStaleAfter) void this.#check(connection)
    }
  }

  async #check(connection: Connection): Promise<undefined> {
    connection.checkedAt = this.#pace.now()
    const { seat, documentId } = connection
    try {
      const { session, access } = await this.#standings.ask(seat.sessionId, documentId)
      if (session?.personId !== seat.personId || !sessionStands(session)) {
        return connection.close(closeCodes.sessionEnded, 'sign in again')
      }
      if (access.kind === 'none') {
        connection.seat = { ...seat, mayWrite: false }
        return connection.close(closeCodes.rightLost, 'this page is no longer shared with you')
      }
      const roleChanged = access.seat.mayWrite !== seat.mayWrite || access.seat.role !== seat.role
      connection.seat = access.seat
      if (roleChanged) connection.close(closeCodes.roleChanged, 'your part in this page has changed')
    } catch (error) {
      // The database is away: nothing can be written either, and it is asked again soon.
      connection.checkedAt += tryAgainAfter - this.#pace.accessStaleAfter
      this.#logger.warn({ err: error, documentId }, 'rights could not be checked')
    }
  }
}

function concerns({ seat, documentId }: Connection, change: AccessChange): boolean {
  return (
    change.personId === seat.personId ||
    change.teamId === seat.teamId ||
    change.sessionId === seat.sessionId ||
    change.documentId === documentId
  )
}

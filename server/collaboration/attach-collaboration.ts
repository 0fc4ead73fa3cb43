/**
 * The door to the live documents: `GET /collab/:documentId?schema=<n>&epoch=<n>&as=<person>`.
 *
 * Refusals before the handshake are HTTP statuses: 401 no session, 403 another site, 404 not there or not yours to
 * know, 414 an address too long, 426 a page of another schema, 429 too many sockets, 503 restarting or not loadable. A browser sees none of
 * them, so what a page must act on (a stale epoch) is a close code after the handshake.
 * The room is loaded before the handshake ends: nobody is ever answered from a document that is not there yet.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { pageSchemaVersion } from '#domain/portfolio/page-schema.ts'
import { closeCodes } from '#domain/sync/wire.ts'
import { sessionIdOf, standsUntouched, tokenReader, validateSession } from '../accounts/sessions.ts'
import type { AppContext } from '../context.ts'
import { isRefusal } from '../errors.ts'
import { isOwnOrigin } from '../http/origin.ts'
import { visitorAddress } from '../http/visitor-address.ts'
import { Connection, type Seat } from './connection.ts'
import { handshake } from './handshake.ts'
import { refuseUpgrade, UpgradeRefusal } from './refuse-upgrade.ts'
import type { Standing } from './standings.ts'

const path = /^\/collab\/([A-Za-z0-9_-]{1,64})$/
const longestAddress = 8_192

/** Answers the upgrades of `/collab/:documentId`; other paths are refused unless somebody else listens for them. */
export function attachCollaboration(server: Server, context: AppContext): void {
  const readToken = tokenReader(context)
  server.on('upgrade', (request: IncomingMessage, stream: Socket, head: Buffer) => {
    // First of all: a reset while we look things up would otherwise end the process.
    stream.on('error', destroy)
    const asked = request.url ?? '/'
    // An address can be anything, also none: `//` cannot be read, and nobody may end the process with it.
    if (asked.length > longestAddress) return refuseUpgrade(stream, new UpgradeRefusal(414))
    const url = URL.parse(asked, 'http://localhost')
    const documentId = path.exec(url?.pathname ?? '')?.[1]
    if (!url || !documentId) {
      if (server.listenerCount('upgrade') === 1) refuseUpgrade(stream, new UpgradeRefusal(404))
      return
    }
    const admitted = context.rooms.gathering.somebodyElse()
    const deadline = setTimeout(() => refuseUpgrade(stream, new UpgradeRefusal(503)), context.rooms.pace.admittedWithin)
    admit(context, { request, stream, head, documentId, asked: url.searchParams, readToken })
      .catch((error) => {
        if (!(error instanceof UpgradeRefusal) && !isRefusal(error)) {
          context.logger.error({ err: error, documentId }, 'a live document could not be opened')
        }
        if (isDenied(error)) context.metrics.denied.socket.add()
        refuseUpgrade(stream, error)
      })
      .finally(() => {
        clearTimeout(deadline)
        admitted()
      })
  })
}

type Knock = {
  request: IncomingMessage
  stream: Socket
  head: Buffer
  documentId: string
  asked: URLSearchParams
  readToken: ReturnType<typeof tokenReader>
}

async function admit(context: AppContext, knock: Knock): Promise<undefined> {
  const { request, stream, head, documentId, asked } = knock
  if (context.draining) throw new UpgradeRefusal(503)
  const { origin, host } = request.headers
  // A browser always says where a page comes from; a program that does not cannot be misled by another site.
  if (origin !== undefined && !isOwnOrigin(origin, context.config.appUrl, host)) throw new UpgradeRefusal(403)
  const answer = handshake(request)
  let welcome = await welcomeOf(context, knock)
  const place = context.rooms.sockets.take(welcome.seat.personId, visitorAddress(context.config, request))
  if (typeof place === 'string') throw new UpgradeRefusal(place === 'server' ? 503 : 429)
  stream.once('close', place.give)
  if (stream.destroyed) place.give()

  const { room, release } = await context.rooms.open(documentId)
  try {
    // Rights may have changed while the room was loaded, when no socket was here yet to be told so.
    while (welcome.changes !== context.rooms.standings.changes) welcome = await welcomeOf(context, knock)
    const { seat, epoch, documentOpen } = welcome
    // Whoever gave up while we looked things up is not let in.
    if (stream.destroyed || !stream.writable) return
    if (context.draining) throw new UpgradeRefusal(503)
    // What was read before the room was ready may be old: it opens a document again, but never closes one.
    if (room.state.kind === 'live') room.state.document.open ||= documentOpen
    // The handshake and what the room says first leave in one write.
    stream.cork()
    process.nextTick(() => stream.uncork())
    stream.write(answer)
    const { pace } = context.rooms
    const { live } = context.metrics
    const connection = new Connection(context.newId(), documentId, seat, stream, head, { pace, live })
    // A page of one person must not write under the cookie of who signed in after them on the same computer.
    if ((asked.get('as') ?? seat.personId) !== seat.personId) {
      connection.close(closeCodes.sessionEnded, 'somebody else is signed in here')
    } else if (numberOr(asked.get('epoch'), epoch) !== epoch) {
      connection.close(closeCodes.stale, 'this page was replaced: reload it')
    } else {
      room.document?.memory.late.arrive(seat.personId, welcome.unread)
      room.enter(connection)
    }
  } finally {
    release()
  }
}

type Welcome = { seat: Seat; epoch: number; documentOpen: boolean; changes: number } & Pick<Standing, 'unread'>

/** Who knocks and with which right now. @throws UpgradeRefusal */
async function welcomeOf(context: AppContext, { request, documentId, asked, readToken }: Knock): Promise<Welcome> {
  const token = readToken(request.headers)
  if (!token) throw new UpgradeRefusal(401)
  const { standings } = context.rooms
  const { changes } = standings
  const { session, access, unread } = await standings.ask(sessionIdOf(token), documentId)
  const stands = session && (standsUntouched(session) || (await validateSession(context, token)))
  if (!stands) throw new UpgradeRefusal(401)
  if (numberOr(asked.get('schema'), pageSchemaVersion) !== pageSchemaVersion) throw new UpgradeRefusal(426)
  if (access.kind === 'none') throw new UpgradeRefusal(404)
  return { ...access, unread, changes }
}

function destroy(this: Socket): void {
  this.destroy()
}

/** Another site, or a document that is not theirs to know. */
function isDenied(error: unknown): boolean {
  return error instanceof UpgradeRefusal && (error.status === 403 || error.status === 404)
}

function numberOr(given: string | null, fallback: number): number {
  return given === null ? fallback : Number(given)
}

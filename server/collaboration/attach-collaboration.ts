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
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { limits } from '#domain/limits.ts'
import { pageSchemaVersion } from '#domain/portfolio/page-schema.ts'
import { type CloseCode, closeCodes } from '#domain/sync/wire.ts'
import { tokenOf, validateSession } from '../accounts/sessions.ts'
import type { AppContext } from '../context.ts'
import { isRefusal } from '../errors.ts'
import { isOwnOrigin } from '../http/origin.ts'
import { visitorAddress } from '../http/visitor-address.ts'
import { Connection } from './connection.ts'
import { countClose } from './count-close.ts'
import { documentAccess } from './document-access.ts'
import { refuseUpgrade, UpgradeRefusal } from './refuse-upgrade.ts'

const path = /^\/collab\/([A-Za-z0-9_-]{1,64})$/
const longestAddress = 8_192

/** Answers the upgrades of `/collab/:documentId`; other paths are refused unless somebody else listens for them. */
export function attachCollaboration(server: Server, context: AppContext): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameHard,
    perMessageDeflate: false,
    clientTracking: false,
    // Pings count as messages do: the connection answers them.
    autoPong: false,
  })
  server.on('upgrade', (request: IncomingMessage, stream: Socket, head: Buffer) => {
    // First of all: a reset while we look things up would otherwise end the process.
    stream.on('error', () => stream.destroy())
    const asked = request.url ?? '/'
    // An address can be anything, also none: `//` cannot be read, and nobody may end the process with it.
    if (asked.length > longestAddress) return refuseUpgrade(stream, new UpgradeRefusal(414))
    const url = URL.parse(asked, 'http://localhost')
    const documentId = path.exec(url?.pathname ?? '')?.[1]
    if (!url || !documentId) {
      if (server.listenerCount('upgrade') === 1) refuseUpgrade(stream, new UpgradeRefusal(404))
      return
    }
    const deadline = setTimeout(() => refuseUpgrade(stream, new UpgradeRefusal(503)), context.rooms.pace.admittedWithin)
    admit(context, sockets, { request, stream, head, documentId, asked: url.searchParams })
      .catch((error) => {
        if (!(error instanceof UpgradeRefusal) && !isRefusal(error)) {
          context.logger.error({ err: error, documentId }, 'a live document could not be opened')
        }
        if (isDenied(error)) context.metrics.denied.socket.add()
        refuseUpgrade(stream, error)
      })
      .finally(() => clearTimeout(deadline))
  })
}

type Knock = {
  request: IncomingMessage
  stream: Socket
  head: Buffer
  documentId: string
  asked: URLSearchParams
}

async function admit(context: AppContext, sockets: WebSocketServer, knock: Knock): Promise<undefined> {
  const { request, stream, head, documentId, asked } = knock
  if (context.draining) throw new UpgradeRefusal(503)
  const { origin, host } = request.headers
  // A browser always says where a page comes from; a program that does not cannot be misled by another site.
  if (origin !== undefined && !isOwnOrigin(origin, context.config.appUrl, host)) throw new UpgradeRefusal(403)
  const session = await validateSession(context, tokenOf(context, request.headers))
  if (!session) throw new UpgradeRefusal(401)
  if (numberOr(asked.get('schema'), pageSchemaVersion) !== pageSchemaVersion) throw new UpgradeRefusal(426)

  const access = await documentAccess(context, session, documentId)
  if (access.kind === 'none') throw new UpgradeRefusal(404)
  const place = context.rooms.sockets.take(session.personId, visitorAddress(context.config, request))
  if (typeof place === 'string') throw new UpgradeRefusal(place === 'server' ? 503 : 429)
  stream.once('close', place.give)
  if (stream.destroyed) place.give()

  const { room, release } = await context.rooms.open(documentId)
  try {
    // Whoever gave up while we looked things up is not let in.
    if (stream.destroyed || !stream.writable) return
    if (context.draining) throw new UpgradeRefusal(503)
    // What was read before the room was ready may be old: it opens a document again, but never closes one.
    if (room.state.kind === 'live') room.state.document.open ||= access.documentOpen
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const { pace } = context.rooms
      const { live } = context.metrics
      const connection = new Connection(context.newId(), documentId, access.seat, socket, stream, { pace, live })
      countClose(socket, connection)
      const refuse = (code: CloseCode, reason: string) => {
        socket.on('error', () => socket.terminate())
        connection.close(code, reason)
      }
      // A page of one person must not write under the cookie of who signed in after them on the same computer.
      if ((asked.get('as') ?? session.personId) !== session.personId) {
        refuse(closeCodes.sessionEnded, 'somebody else is signed in here')
      } else if (numberOr(asked.get('epoch'), access.epoch) !== access.epoch) {
        refuse(closeCodes.stale, 'this page was replaced: reload it')
      } else room.enter(connection)
    })
  } finally {
    release()
  }
}

/** Another site, or a document that is not theirs to know. */
function isDenied(error: unknown): boolean {
  return error instanceof UpgradeRefusal && (error.status === 403 || error.status === 404)
}

function numberOr(given: string | null, fallback: number): number {
  return given === null ? fallback : Number(given)
}

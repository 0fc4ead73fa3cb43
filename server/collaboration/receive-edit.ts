/** Decides what becomes of one edit: right, sense, ownership, size, schema. Nothing is kept that fails any of them. */
import { limits } from '#domain/limits.ts'
import { tooManyNodes } from '#domain/portfolio/check-page.ts'
import type { Rejection } from '#domain/sync/rejections.ts'
import { type CloseCode, closeCodes } from '#domain/sync/wire.ts'
import { checkUpdate, type News, type Verdict } from './check-update.ts'
import type { WaitingEdit } from './commit-queue.ts'
import type { Connection } from './connection.ts'
import { editFrame } from './edit-frame.ts'
import type { LiveDocument } from './live-document.ts'
import { takePlainTyping } from './plain-typing.ts'
import { TooManyParts } from './read-update.ts'

export type Answer =
  | {
      kind: 'accepted'
      news: News
      update: Uint8Array
      /** Keeps the bytes in memory; given again, because they may live elsewhere by then. */
      keep: (bytes: Uint8Array) => void
      healed: boolean
    }
  | { kind: 'ignored'; healed: boolean }

const tooMuchAtOnce = 'This is too much at once. Paste it in smaller parts.'
const somebodyElses = 'These edits carry somebody else’s mark.'
const pageIsFull = 'This page is full. Go on in a new entry.'
const ignored: Answer = { kind: 'ignored', healed: false }
const refusalsBeforeClosing = 3

/** Takes plain typing at once; anything else, and whatever may have to be refused, is for `receiveEdit`. */
export function receiveTyping(
  connection: Connection,
  update: Uint8Array,
  { memory, open }: LiveDocument,
): WaitingEdit | undefined {
  const { seat } = connection
  if (!open || !seat.mayWrite || memory.size + update.length > limits.document) return undefined
  const typed = takePlainTyping(update, memory.known, seat.personId)
  if (!typed) return undefined
  const framed = editFrame(update)
  memory.add(framed.update)
  return {
    kind: 'edit',
    author: connection,
    frame: framed.frame,
    update: framed.update,
    personId: seat.personId,
    connectionId: connection.id,
    insertedCharacters: typed.insertedCharacters,
    deletedCharacters: typed.deletedCharacters,
    createdAt: '',
  }
}

export function receiveEdit(
  connection: Connection,
  update: Uint8Array,
  { memory, announced, open }: LiveDocument,
  wholeState: boolean,
): Answer {
  const { seat } = connection
  let verdict: Verdict
  try {
    verdict = checkUpdate(update, memory.known, seat.personId, wholeState)
    if (verdict.kind === 'perhaps-nothing') {
      verdict = memory.deletesNothing(update) ? { kind: 'nothing' } : verdict.news
    }
  } catch (error) {
    if (error instanceof TooManyParts) return refuse(connection, 'too-large', closeCodes.tooLarge, tooMuchAtOnce)
    connection.live.rejected.malformed.add()
    connection.close(closeCodes.malformed, 'not an update')
    return ignored
  }
  if (verdict.kind === 'nothing') {
    if (wholeState) memory.late.returned(seat.personId)
    return { kind: 'ignored', healed: wholeState }
  }
  if (!seat.mayWrite || !open) return refuseReader(connection)
  switch (verdict.kind) {
    case 'gap':
      return askForTheRest(connection, memory.vector)
    case 'foreign-client':
      return refuse(connection, 'foreign-client', closeCodes.refusedBySchema, somebodyElses)
    case 'refused':
      return refuse(connection, 'schema', closeCodes.refusedBySchema, `This edit holds ${verdict.reason}.`)
    case 'news':
      if (!verdict.newClients.some((client) => announced.isSomebodyElses(client, seat.personId))) break
      return refuse(connection, 'foreign-client', closeCodes.refusedBySchema, somebodyElses)
    default:
      return ignored
  }
  if (memory.size + update.length > limits.document) {
    memory.state()
    // Taking something away is always possible.
    if (memory.size + update.length > limits.document && verdict.reached.size > 0) {
      return refuse(connection, 'too-large', closeCodes.tooLarge, pageIsFull)
    }
  }
  const news = verdict
  if (!news.structural) {
    if (wholeState) memory.late.returned(seat.personId)
    return { kind: 'accepted', news, update, keep: (bytes) => memory.accept(bytes, news), healed: wholeState }
  }
  // The bytes of a message are a view of the socket's buffer: what stays in memory is a copy.
  const copy = new Uint8Array(update)
  const problem = memory.acceptIfSound(copy, news, seat.personId)
  if (problem === tooManyNodes) return refuse(connection, 'too-large', closeCodes.tooLarge, pageIsFull)
  if (problem) {
    return refuse(connection, 'schema', closeCodes.refusedBySchema, `This edit holds something unknown: ${problem}.`)
  }
  return { kind: 'accepted', news, update: copy, keep: () => {}, healed: wholeState }
}

function refuseReader(connection: Connection): Answer {
  connection.live.rejected['read-only'].add()
  connection.refuse(closeCodes.rightLost, 'You can read this page but not change it. Copy your text to keep it.')
  if (connection.refusedEdits <= refusalsBeforeClosing) return ignored
  // A writer whose page was closed meanwhile comes back as a reader; who never could write does not.
  if (connection.seat.mayWrite) connection.close(closeCodes.roleChanged, 'this page was closed for writing')
  else connection.close(closeCodes.rightLost, 'you can only read here')
  return ignored
}

function refuse(connection: Connection, reason: Rejection, code: CloseCode, text: string): Answer {
  connection.live.rejected[reason].add()
  connection.refuse(code, text)
  connection.close(code, text.slice(0, 100))
  return ignored
}

const gapsBeforeClosing = 200

/** Something in between is missing: what comes later could not stand. The client is asked for all that we lack. */
function askForTheRest(connection: Connection, vector: Uint8Array): Answer {
  connection.gaps++
  connection.live.rejected.gap.add()
  if (connection.gaps > gapsBeforeClosing) {
    connection.close(closeCodes.malformed, 'edits with pieces missing')
    return ignored
  }
  if (!connection.gap) connection.send({ kind: 'step-1', vector })
  connection.gap ??= { nonce: undefined }
  return ignored
}

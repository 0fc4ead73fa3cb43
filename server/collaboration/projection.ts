/** A document as rows that the rest of the product reads: content, plain text, words, evidence in use, last touched. */
import { compactDocument, type Projection, saveEvidenceInUse, saveProjection } from '#db/queries/documents.ts'
import { contentProblem } from '#domain/portfolio/check-page.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { evidenceInContent, pagePlainText, wordCount } from '#domain/portfolio/page-text.ts'
import type { AppContext } from '../context.ts'
import { keepAutomaticVersion } from '../versions/keep-automatic.ts'
import type { LiveDocument } from './live-document.ts'
import { lookAfterRescues } from './look-after-rescues.ts'
import { ringBell } from './ring-bell.ts'
import type { Room } from './room.ts'

/** From so many rows or bytes on, the log of an open document is replaced by one state. */
const compactAfterRows = 500
const compactAfterBytes = 256 * 1024
const maximumReadings = 5

export function projectionOf(content: EntryContent, uptoSequence: number): Projection {
  return {
    uptoSequence,
    content: JSON.stringify(content),
    plainText: pagePlainText(content),
    wordCount: wordCount(content),
  }
}

/** Writes what changed since the last time; with `all`, also the log becomes one state. Reading alone writes nothing. */
export async function projectRoom(
  { db, database, clock, logger, metrics }: Pick<AppContext, 'db' | 'database' | 'clock' | 'logger' | 'metrics'>,
  room: Room,
  all: boolean,
): Promise<void> {
  const { document } = room
  const edited = room.unprojected
  if (!document) return
  const { rows, rowBytes } = document
  const long = rows > compactAfterRows || rowBytes > compactAfterBytes
  const compact = long || (all && rows > document.rowsFound)
  if (!edited && !compact) return
  room.unprojected = false
  try {
    const { content, state, sequence } = await readSettled(room, document, compact)
    const unread = state ? unreadBeside(room, document) : null
    const problem = contentProblem(content)
    if (problem) logger.warn({ documentId: room.documentId, problem }, 'a document holds what its schema refuses')
    const now = clock.iso()
    const waits = await db.transaction().execute(async (transaction) => {
      await keepAutomaticVersion(transaction, room.documentId, sequence, now)
      const written = await saveProjection(transaction, room.documentId, projectionOf(content, sequence), now)
      const looks = edited && written
      if (looks) await saveEvidenceInUse(transaction, room.documentId, evidenceInContent(content), now)
      const changed = looks && (await lookAfterRescues(transaction, room.documentId, content, { sequence, now }))
      if (state) {
        const { epoch } = document
        const kept = { epoch, uptoSequence: sequence, state, unread, now }
        await compactDocument(transaction, room.documentId, kept)
      }
      return changed
    })
    if (waits) ringBell(room.connections)
    metrics.live.projectionDone()
    if (state) {
      database.journal?.compacted(room.documentId, sequence)
      metrics.live.compactionDone()
      document.rows = Math.max(0, document.rows - rows)
      document.rowsFound = 0
      document.rowBytes = Math.max(0, document.rowBytes - rowBytes)
    }
  } catch (error) {
    room.unprojected ||= edited
    throw error
  }
}

/**
 * What is read of memory may run ahead of the log: it is used only behind the commit that covers it, and only where no
 * row of another server came in between, because that commit's sequence covers such a row and what was read does not.
 */
async function readSettled(room: Room, document: LiveDocument, compact: boolean) {
  for (let attempt = 1; ; attempt++) {
    const { followed, memory } = document
    const content = memory.content()
    const state = compact ? memory.state() : undefined
    const sequence = await room.settled()
    if (document.followed === followed) return { content, state, sequence }
    if (attempt === maximumReadings) throw new Error('other servers write all the time; it is read again later')
  }
}

/** Letters that whoever is here may not have read, should this server end without a word: the log will not tell. */
function unreadBeside({ connections }: Room, { memory }: LiveDocument): string | null {
  const letters = memory.late.besideState(memory.known.clocks, connections.size > 0)
  return letters.length > 0 ? JSON.stringify(letters) : null
}

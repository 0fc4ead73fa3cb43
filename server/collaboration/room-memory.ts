/**
 * A document in memory: its state as bytes, the updates since, and a Y.Doc only while somebody needs to look inside,
 * which costs fifteen times the bytes. Updates are applied in batches, when the document is asked.
 *
 * It holds what was accepted. What is not yet committed leaves the room only behind its commit, and a failed commit
 * throws the whole memory away, so nobody is ever shown what the log does not have.
 */
import * as Y from 'yjs'
import type { StoredState } from '#db/queries/load-documents.ts'
import { limits } from '#domain/limits.ts'
import { type PageProblem, tooManyNodes } from '#domain/portfolio/check-page.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { joinTyping } from '#domain/sync/join-typing.ts'
import { readClocks } from '#domain/sync/read-clocks.ts'
import { pageRoot, readContent, toolsRoot } from '#domain/sync/read-content.ts'
import { type Look, SwallowWatch } from '#domain/sync/swallow-watch.ts'
import { encodeVector } from '#domain/sync/wire.ts'
import { AnswerFrames } from './answer-frames.ts'
import { applyAndCheck } from './apply-and-check.ts'
import { fellAsleep, staysAwake } from './awake-documents.ts'
import type { Known, News } from './check-update.ts'
import type { Uncommitted } from './commit-queue.ts'
import { countNodes, nodesAtMost } from './count-nodes.ts'
import { stateFrame } from './edit-frame.ts'
import { LateLetters } from './late-letters.ts'
import { namesNoDeletion, namesTheSameDeletions } from './names-no-deletion.ts'

const emptyUpdate = new Uint8Array([0, 0])

export class RoomMemory {
  /** At least as many nodes as the document has; counted again when it looks like too many. */
  #nodes: number | undefined
  readonly known: Known = { clocks: new Map(), owners: new Map(), texts: new Map() }
  #base: Uint8Array | undefined
  #tail: Uint8Array[] = []
  #tailBytes = 0
  #document: Y.Doc | undefined
  /** How much of the tail the document has. */
  #applied = 0
  #lookedAt = 0
  readonly #watch = new SwallowWatch()
  readonly #answers = new AnswerFrames()
  readonly late = new LateLetters()

  constructor(stored: StoredState) {
    this.#base = stored.snapshot && alone(stored.snapshot.state)
    if (this.#base) this.#learn(this.#base)
    for (const { update } of stored.updates) {
      if (this.#base) this.#push(update)
      else this.#base = alone(update)
      this.#learn(update)
    }
    for (const { clientId, personId } of stored.clients) this.known.owners.set(clientId, personId)
  }

  /** About how large the document is, encoded; never too small. */
  get size(): number {
    return (this.#base?.length ?? 0) + this.#tailBytes
  }

  get vector(): Uint8Array {
    return encodeVector(this.known.clocks)
  }

  /** What is here, for somebody who enters. */
  greeting(): Uint8Array {
    const { vector } = this
    this.late.look(() => vector)
    return vector
  }

  /** Keeps an update that is noted in `known` already. */
  add(update: Uint8Array): void {
    this.#push(update)
  }

  /** Takes an update whose place is known to be right. */
  accept(update: Uint8Array, news: News): void {
    this.#push(update)
    this.#note(news)
  }

  /** Applies an update and looks at every block it touched. On a problem the update is not kept. */
  acceptIfSound(update: Uint8Array, news: News, personId: string): PageProblem {
    const document = this.#caughtUp()
    this.late.look(() => this.vector)
    let look: Look | undefined
    const unread = news.wholeState ? this.late.unreadBy(personId, this.known.owners) : undefined
    const looked = applyAndCheck(document, update, (transaction) => {
      look = this.#lookAt(transaction, update, personId, { wholeState: news.wholeState, unread })
    })
    const problem = looked ?? this.#tooManyNodes(document, news)
    if (problem) {
      this.forget()
      return problem
    }
    this.#push(update)
    this.#applied = this.#tail.length
    staysAwake(this, this.size)
    this.#note(news)
    if (look) {
      this.#watch.keep(look)
      news.swallowed = look.swallowed
      news.doubled = look.doubled
      // What was known as a living text may have fallen: whoever goes on typing there is looked at once.
      if (look.typesFell) this.known.texts.clear()
    }
    this.#learnText(document, news)
    if (news.wholeState) this.late.returned(personId)
    return undefined
  }

  /** An edit is never refused, and no server ended, because somebody looked at it. */
  #lookAt(...looked: Parameters<SwallowWatch['look']>): Look | undefined {
    try {
      return this.#watch.look(...looked)
    } catch {
      this.known.texts.clear()
      return undefined
    }
  }

  #tooManyNodes(document: Y.Doc, news: News): PageProblem {
    if (news.nodes === 0) return undefined
    this.#nodes = (this.#nodes ?? nodesAtMost(this.size)) + news.nodes
    if (this.#nodes > limits.nodes) this.#nodes = countNodes(document)
    return this.#nodes > limits.nodes ? tooManyNodes : undefined
  }

  /**
   * Takes a committed update of another server, which has checked it against all that came before it in the log.
   * @throws where it clashes with what was accepted here and is not committed: it holds the same clocks, or one of the
   *   two swallows what the other typed, which nobody has noticed yet
   */
  follow(update: Uint8Array, owner: string | null, uncommitted: Uncommitted): void {
    for (const [client, clock] of Y.parseUpdateMeta(update).to) {
      const from = uncommitted.from.get(client)
      if (from !== undefined && clock > from) throw new Error('a Yjs client writes through two servers')
      if (!this.known.owners.has(client)) this.known.owners.set(client, owner)
    }
    this.#nodes = undefined
    this.#learn(update)
    const looks = uncommitted.edits > 0 || Y.decodeUpdate(update).ds.clients.size > 0
    const document = looks ? this.#caughtUp() : undefined
    this.#push(update)
    if (!document) return
    let look: Look | undefined
    applyAndCheck(document, update, (transaction) => {
      look = this.#lookAt(transaction, update, owner, { wholeState: false })
    })
    this.#applied = this.#tail.length
    if (document.store.pendingStructs) throw new Error('an update of another server waits for something')
    if (!look) return
    if (uncommitted.edits > 0 && look.swallowed.length + look.doubled.length > 0) {
      throw new Error('what is written here and a change of layout at another server met')
    }
    this.#watch.keep(look)
    if (look.typesFell) this.known.texts.clear()
  }

  /** Whether an update deletes nothing that still stands. */
  deletesNothing(update: Uint8Array): boolean {
    const asStored = !this.#document && this.#tail.length === 0
    if (asStored && this.#base && namesTheSameDeletions(update, this.#base)) return true
    return namesNoDeletion(update, this.#caughtUp())
  }

  /** What a client with this state vector lacks. */
  answer(vector: Uint8Array): Uint8Array {
    const hasNothing = vector.length <= 1
    if (this.#tail.length > 0 || (this.#document && !hasNothing)) {
      const document = this.#caughtUp()
      if (!hasNothing) return Y.encodeStateAsUpdate(document, vector)
      this.#fold(document)
    }
    if (!this.#base) return emptyUpdate
    return hasNothing ? this.#base : Y.diffUpdate(this.#base, vector)
  }

  /** The same as the frame of the message that answers; the same one for all who ask alike. */
  answerFrame(vector: Uint8Array): Uint8Array {
    return this.#answers.of(vector, () => {
      const update = this.answer(vector)
      const framed = stateFrame(update)
      // The bytes are held once, as a part of their frame.
      const kept = update === this.#base
      if (kept) this.#base = framed.update
      return { frame: framed.frame, kept }
    })
  }

  /** The whole state as one update. */
  state(): Uint8Array {
    return this.answer(new Uint8Array([0]))
  }

  content(): EntryContent {
    return readContent(this.#caughtUp())
  }

  /** Whether there is a Y.Doc just now. */
  get awake(): boolean {
    return this.#document !== undefined
  }

  /** Gives the Y.Doc's memory back; the bytes stay as they are. */
  forget(): void {
    this.#document?.destroy()
    this.#document = undefined
    this.#applied = 0
    fellAsleep(this)
  }

  /** The same, and what the Y.Doc knows all of becomes one piece. */
  sleep(): void {
    if (this.#document && this.#applied === this.#tail.length) this.#fold(this.#document)
    this.forget()
  }

  /** Sleeps when nobody looked inside for so long. */
  sleepIfIdle(milliseconds: number): void {
    if (!this.#document || performance.now() - this.#lookedAt < milliseconds) return
    this.#caughtUp()
    this.sleep()
  }

  #push(update: Uint8Array): void {
    this.#answers.forget()
    this.#tail.push(update)
    this.#tailBytes += update.length
  }

  #note({ reached, text }: News): void {
    for (const [client, clock] of reached) this.known.clocks.set(client, clock)
    if (text) this.known.texts.set(text.client, { start: text.start, end: text.end })
  }

  #learn(update: Uint8Array): void {
    for (const [client, clock] of readClocks(update)) {
      this.known.clocks.set(client, Math.max(clock, this.known.clocks.get(client) ?? 0))
    }
  }

  #caughtUp(): Y.Doc {
    const document = this.#document ?? newDocument(this.#base)
    this.#document = document
    this.#lookedAt = performance.now()
    staysAwake(this, this.size)
    if (this.#applied < this.#tail.length) {
      const waiting = this.#tail.slice(this.#applied)
      const joined = joinTyping(waiting)
      document.transact(() => {
        for (const update of joined) Y.applyUpdate(document, update)
      })
      this.#tail.length = this.#applied
      for (const update of joined) this.#tail.push(update)
      this.#tailBytes += bytesOf(joined) - bytesOf(waiting)
      this.#applied = this.#tail.length
    }
    return document
  }

  #fold(document: Y.Doc): void {
    this.#answers.forget()
    this.#base = Y.encodeStateAsUpdate(document)
    this.#tail = []
    this.#tailBytes = 0
    this.#applied = 0
  }

  /** The newest item that the update put into a text of the page: typing goes on there. A tool's texts have limits. */
  #learnText(document: Y.Doc, { reached }: News): void {
    for (const [client, clock] of reached) {
      const struct = Y.getItem(document.store, Y.createID(client, clock - 1)) as Y.Item | Y.GC
      if (!(struct instanceof Y.Item) || !(struct.parent instanceof Y.XmlText)) continue
      if (struct.parent._item?.deleted !== false) continue
      this.known.texts.set(client, { start: struct.id.clock, end: clock })
    }
  }
}

const bytesOf = (updates: Uint8Array[]) => updates.reduce((sum, { length }) => sum + length, 0)

/** The bytes without the larger block that a database driver may have cut them from: a room would hold all of it. */
function alone(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength > bytes.length ? new Uint8Array(bytes) : bytes
}

function newDocument(base: Uint8Array | undefined): Y.Doc {
  const document = new Y.Doc()
  document.getXmlFragment(pageRoot)
  document.getMap(toolsRoot)
  if (base) Y.applyUpdate(document, base)
  return document
}

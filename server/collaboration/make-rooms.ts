/** Opens, finds and closes the rooms of this server. One for each document, loaded once however many come at a time. */
import { setTimeout as pause } from 'node:timers/promises'
import { makeAppendUpdates } from '#db/queries/append-updates.ts'
import { findDocumentState, findProjectedSequence, findProjection } from '#db/queries/documents.ts'
import { loadDocuments, type StoredDocument } from '#db/queries/load-documents.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { closeCodes } from '#domain/sync/wire.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Committer } from './committer.ts'
import type { Connection } from './connection.ts'
import { FreezeLocks } from './freeze-locks.ts'
import { liveDocument } from './live-document.ts'
import { type LiveNow, liveNow } from './live-now.ts'
import { measureAppend } from './measure-append.ts'
import { Nodes } from './nodes.ts'
import { type Pace, realPace } from './pace.ts'
import { projectRoom } from './projection.ts'
import { AccessWatch } from './recheck-access.ts'
import { Room, type RoomNeeds } from './room.ts'
import type { FrozenDocument, Present, Rooms } from './rooms.ts'
import { seedDocument } from './seed-document.ts'
import { SocketCount } from './socket-count.ts'
import { Standings } from './standings.ts'
import { Together } from './together.ts'
import { UnreadKeeper } from './unread-keeper.ts'
import { UpkeepTimers } from './upkeep-timers.ts'
import { readFrozen, readRoom, writeRoom } from './write-room.ts'

/** Documents that come in one answer of the database: they may be large. */
const loadedAtOnce = 16

type Needs = Pick<AppContext, 'db' | 'database' | 'clock' | 'logger' | 'config' | 'metrics'>

export function makeRooms(context: Needs, pace = realPace): Rooms {
  return new LiveRooms(context, pace)
}

class LiveRooms implements Rooms {
  readonly sockets: SocketCount
  readonly standings: Standings
  readonly pace: Pace
  readonly gathering: Rooms['gathering']
  readonly #context: Needs
  readonly #rooms = new Map<string, Room>()
  readonly #load: Together<string, StoredDocument | undefined>
  readonly #locks = new FreezeLocks()
  readonly #access: AccessWatch
  readonly #upkeep: UpkeepTimers
  readonly #nodes: Nodes
  readonly #unread: UnreadKeeper
  readonly #roomNeeds: RoomNeeds
  #closing = false

  constructor(context: Needs, pace: Pace) {
    this.#context = context
    this.pace = pace
    this.sockets = new SocketCount(context.config.limits)
    const append = measureAppend(makeAppendUpdates(context.database), context.metrics.live)
    // With PostgreSQL the answer to a commit would wait for the end of the round.
    const round = context.database.engine === 'sqlite' ? pace.round : 0
    const committer = new Committer(append, () => context.clock.iso(), round)
    this.gathering = committer.gathering
    this.standings = new Standings(context)
    this.#unread = new UnreadKeeper(context)
    this.#load = new Together(loadedAtOnce, async (ids) => {
      const found = await loadDocuments(context.db, ids)
      return (id) => found.get(id)
    })
    this.#access = new AccessWatch(this.standings, context.logger, () => this.#connections(), pace)
    const upkeep = {
      project: (room: Room) => this.#project(room, false),
      projectForOthers: (room: Room) => this.#projectForOthers(room),
      unload: (room: Room) => this.#unload(room),
      rest: () => this.#rest(),
    }
    this.#upkeep = new UpkeepTimers(upkeep, pace)
    this.#nodes = new Nodes(context, pace, {
      rooms: this.#rooms,
      accessChanged: (change) => this.#access.changed(change),
    })
    this.#roomNeeds = {
      now: () => context.clock.iso(),
      heard: () => committer.gathering.heard(),
      waits: (room) => committer.add(room),
      changed: (room) => {
        this.#upkeep.changed(room)
        this.#nodes.committed(room)
      },
      followed: (room) => this.#upkeep.followed(room),
      later: (room, why) => this.#nodes.mayRetry(room, why),
      empty: (room) => this.#upkeep.empty(room),
      ended: (room, error) => {
        this.#forget(room)
        if (!isExpected(error)) context.logger.error({ err: error, documentId: room.documentId }, 'live document ended')
      },
    }
  }

  async seed(...[transaction, document]: Parameters<Rooms['seed']>): Promise<void> {
    await seedDocument(transaction, document, this.#context.clock.iso())
  }

  async open(documentId: string): Promise<{ room: Room; release: () => void }> {
    if (this.#closing) throw new Refusal('unavailable', 'The server is restarting. Try again in a moment.')
    let room = this.#rooms.get(documentId)
    if (!room) {
      room = new Room(documentId, this.#load.ask(documentId).then(liveDocument), this.#roomNeeds)
      this.#rooms.set(documentId, room)
    }
    const opened = room
    opened.guests++
    const release = () => {
      opened.guests--
      if (opened.connections.size === 0) this.#upkeep.empty(opened)
    }
    try {
      if (opened.state.kind === 'loading') await opened.state.ready
    } catch (error) {
      opened.guests--
      throw error
    }
    if (opened.state.kind === 'closing') opened.state = { kind: 'live', document: opened.state.document }
    if (opened.state.kind === 'gone') {
      opened.guests--
      return this.open(documentId)
    }
    return { room: opened, release }
  }

  /** Documents that nobody writes in shrink to their bytes. */
  #rest(): void {
    this.#unread.look(this.#rooms.values())
    for (const { document } of this.#rooms.values()) {
      if (document?.memory.awake) document.memory.sleepIfIdle(this.pace.restAfter(document.memory.size))
    }
  }

  #forget(room: Room): void {
    this.#upkeep.stop(room)
    if (this.#rooms.get(room.documentId) === room) this.#rooms.delete(room.documentId)
  }

  async #project(room: Room, all: boolean): Promise<void> {
    await projectRoom(this.#context, room, all).catch((error) => {
      this.#context.logger.warn({ err: error, documentId: room.documentId }, 'a projection was not written')
    })
  }

  async #projectForOthers(room: Room): Promise<void> {
    const projected = await findProjectedSequence(this.#context.db, room.documentId).catch(() => 0)
    if (projected < (room.document?.sequence ?? 0)) await this.#project(room, false)
    else room.unprojected = false
  }

  /** Gives an empty room's memory back, after what it holds is projected and compacted. */
  async #unload(room: Room): Promise<void> {
    const idle = () => room.connections.size === 0 && room.guests === 0
    if (room.state.kind !== 'live' || !idle()) return
    const closing = { kind: 'closing' as const, document: room.state.document }
    room.state = closing
    await room.settled().catch(() => {})
    await this.#unread.writeLast([room])
    await this.#project(room, true)
    // Somebody who came in meanwhile has made the room live again.
    if (room.state !== closing) return
    if (!idle()) {
      room.state = { kind: 'live', document: closing.document }
      return
    }
    this.#forget(room)
    room.dispose()
  }

  async contentOf(documentId: string): Promise<EntryContent> {
    if (!this.#rooms.has(documentId)) {
      const projection = await findProjection(this.#context.db, documentId)
      if (projection?.current) return JSON.parse(projection.content) as EntryContent
    }
    return this.#within(documentId, async (room) => {
      const content = room.document?.memory.content()
      await room.settled()
      if (!content) throw new Refusal('unavailable', 'This page could not be read just now. Try again in a moment.')
      return content
    })
  }

  /** Works in a room that stays open meanwhile and has what other servers committed. */
  async #within<T>(documentId: string, work: (room: Room) => Promise<T>): Promise<T> {
    const { room, release } = await this.open(documentId)
    try {
      await this.#nodes.catchUp(room)
      return await work(room)
    } finally {
      release()
    }
  }

  async whileFrozen<T>(documentIds: string[], work: (frozen: Map<string, FrozenDocument>) => Promise<T>): Promise<T> {
    const ids = [...new Set(documentIds)].sort()
    return this.#locks.hold(ids, async () => {
      const guests: { room: Room; release: () => void }[] = []
      try {
        for (const id of ids) guests.push(await this.open(id))
        const frozen = new Map<string, FrozenDocument>()
        for (const { room } of guests) room.freeze()
        for (const { room } of guests) await room.settled()
        const { release } = await this.#nodes.hold(ids)
        try {
          for (const { room } of guests) {
            await this.#nodes.catchUp(room)
            frozen.set(room.documentId, await readFrozen(room))
          }
          return await work(frozen)
        } finally {
          await release()
        }
      } finally {
        for (const { room, release } of guests) {
          await this.#thaw(room)
          release()
        }
      }
    })
  }

  read: Rooms['read'] = (documentId, read) => this.#within(documentId, (room) => readRoom(room, read))

  // A freeze ends first: what is handed in does not change under the hands of who froze it.
  write: Rooms['write'] = (documentId, personId, change) =>
    this.#locks.hold([documentId], () => this.#within(documentId, (room) => writeRoom(room, personId, change)))

  async #thaw(room: Room): Promise<void> {
    try {
      const row = await findDocumentState(this.#context.db, room.documentId)
      const open = row?.state === 'open'
      room.thaw(open)
      if (!open) this.#nodes.accessChanged({ documentId: room.documentId })
    } catch (error) {
      room.failed(error)
    }
  }

  *#connections(): Iterable<Connection> {
    for (const room of this.#rooms.values()) yield* room.connections
  }

  presence(documentIds: string[]): Present[] {
    return documentIds.flatMap((documentId) => {
      const people = new Map<string, string>()
      for (const { seat } of this.#rooms.get(documentId)?.connections ?? []) people.set(seat.personId, seat.name)
      return [...people].map(([personId, name]) => ({ documentId, personId, name }))
    })
  }

  now(): LiveNow {
    return liveNow(this.#rooms.values(), this.#nodes.away)
  }

  accessChanged(change: Parameters<Rooms['accessChanged']>[0]): void {
    this.#access.changed(change)
    this.#nodes.accessChanged(change)
  }

  async close(): Promise<void> {
    if (this.#closing) return
    this.#closing = true
    this.#access.stop()
    const rooms = [...this.#rooms.values()]
    await Promise.allSettled(rooms.map((room) => room.settled()))
    // The log is enough; what is dirty is projected as far as time allows.
    await Promise.race([
      Promise.allSettled(rooms.map((room) => this.#project(room, true))),
      pause(5_000, undefined, { ref: false }),
    ])
    const connections = [...this.#connections()]
    const spread = Math.min(8_000, connections.length * 5)
    await Promise.all(
      connections.map(async (connection) => {
        await pause(Math.random() * spread)
        connection.close(closeCodes.restarting, 'the server restarts')
      }),
    )
    await Promise.allSettled(rooms.map((room) => room.settled()))
    await this.#unread.writeLast(rooms)
    for (const room of rooms) {
      this.#forget(room)
      room.dispose()
    }
    this.#upkeep.close()
    await this.#nodes.close()
  }
}

function isExpected(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === 'not-found'
}

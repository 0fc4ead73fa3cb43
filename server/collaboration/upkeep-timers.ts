/** When a room's projection is written and when an empty room is given up. */
import type { Pace } from './pace.ts'
import type { Room } from './room.ts'

export type Upkeep = {
  project: (room: Room) => Promise<void>
  projectForOthers: (room: Room) => Promise<void>
  unload: (room: Room) => Promise<void>
  rest: () => void
}
type Timers = {
  changedAt: number
  unprojectedSince: number
  project?: NodeJS.Timeout | undefined
  unload?: NodeJS.Timeout
  others?: NodeJS.Timeout | undefined
}

/** This part of the longest wait for a projection is left to chance. */
const spread = 0.3

export class UpkeepTimers {
  readonly #upkeep: Upkeep
  readonly #pace: Pace
  readonly #rooms = new Map<Room, Timers>()
  readonly #rest: NodeJS.Timeout

  constructor(upkeep: Upkeep, pace: Pace) {
    this.#upkeep = upkeep
    this.#pace = pace
    this.#rest = setInterval(upkeep.rest, pace.restEvery)
    this.#rest.unref()
  }

  /** Shortly after people pause; while they never do, every few seconds. Called for each commit: it only notes. */
  changed(room: Room): void {
    const timers = this.#of(room)
    timers.changedAt = performance.now()
    if (timers.project) return
    // Pages that many begin to write in at the same moment are not all projected at the same moment.
    timers.unprojectedSince = timers.changedAt - Math.random() * this.#pace.projectAtLatest * spread
    this.#projectLater(room, timers, this.#pace.projectAfterPause)
  }

  #projectLater(room: Room, timers: Timers, wait: number): void {
    timers.project = setTimeout(() => {
      const due = Math.min(
        timers.changedAt + this.#pace.projectAfterPause,
        timers.unprojectedSince + this.#pace.projectAtLatest,
      )
      const left = due - performance.now()
      if (left >= 1) return this.#projectLater(room, timers, left)
      void this.#projectOnce(room, timers)
    }, wait)
  }

  /** While one projection is written no other begins: a slow disk is not given the same work again and again. */
  async #projectOnce(room: Room, timers: Timers): Promise<void> {
    const began = performance.now()
    await this.#upkeep.project(room)
    timers.project = undefined
    if (timers.changedAt >= began && this.#rooms.get(room) === timers) this.changed(room)
  }

  /** What another server committed, it projects itself, unless it ended before. */
  followed(room: Room): void {
    const timers = this.#of(room)
    timers.others ??= setTimeout(() => {
      timers.others = undefined
      void this.#upkeep.projectForOthers(room)
    }, this.#pace.projectForOthersAfter)
    timers.others.unref()
  }

  /** A page that is reloaded finds its room still warm. */
  empty(room: Room): void {
    const timers = this.#of(room)
    clearTimeout(timers.unload)
    timers.unload = setTimeout(() => void this.#upkeep.unload(room), this.#pace.unloadAfter)
    timers.unload.unref()
  }

  stop(room: Room): void {
    const timers = this.#rooms.get(room)
    clearTimeout(timers?.project)
    clearTimeout(timers?.unload)
    clearTimeout(timers?.others)
    this.#rooms.delete(room)
  }

  close(): void {
    clearInterval(this.#rest)
    for (const room of [...this.#rooms.keys()]) this.stop(room)
  }

  #of(room: Room): Timers {
    const known = this.#rooms.get(room)
    if (known) return known
    const timers: Timers = { changedAt: 0, unprojectedSince: 0 }
    this.#rooms.set(room, timers)
    return timers
  }
}

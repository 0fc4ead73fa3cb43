/** When a room's projection is written and when an empty room is given up. */
import type { Pace } from './pace.ts'
import type { Room } from './room.ts'

const restEvery = 10_000

export type Upkeep = {
  project: (room: Room) => Promise<void>
  projectForOthers: (room: Room) => Promise<void>
  unload: (room: Room) => Promise<void>
  rest: () => void
}
type Timers = {
  pause?: NodeJS.Timeout | undefined
  latest?: NodeJS.Timeout | undefined
  unload?: NodeJS.Timeout
  others?: NodeJS.Timeout | undefined
}

export class UpkeepTimers {
  readonly #upkeep: Upkeep
  readonly #pace: Pace
  readonly #rooms = new Map<Room, Timers>()
  readonly #rest: NodeJS.Timeout

  constructor(upkeep: Upkeep, pace: Pace) {
    this.#upkeep = upkeep
    this.#pace = pace
    this.#rest = setInterval(upkeep.rest, restEvery)
    this.#rest.unref()
  }

  /** Shortly after people pause; while they never do, every few seconds. */
  changed(room: Room): void {
    const timers = this.#of(room)
    const project = () => {
      clearTimeout(timers.pause)
      clearTimeout(timers.latest)
      timers.pause = undefined
      timers.latest = undefined
      void this.#upkeep.project(room)
    }
    if (timers.pause) timers.pause.refresh()
    else timers.pause = setTimeout(project, this.#pace.projectAfterPause)
    timers.latest ??= setTimeout(project, this.#pace.projectAtLatest)
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
    clearTimeout(timers?.pause)
    clearTimeout(timers?.latest)
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
    const timers: Timers = {}
    this.#rooms.set(room, timers)
    return timers
  }
}

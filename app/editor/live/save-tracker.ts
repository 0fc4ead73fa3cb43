/**
 * Knows where this person's changes are: on the server's disk, on this device's, or only in this page; and says so.
 *
 * A change starts a question `[120, nonce]` a quarter of a second later, at most one at a time; the server's answer with
 * the same nonce covers everything sent before the question. A lost connection makes the question void: after the next
 * sync, which sends what was missing, it is asked anew. Changes are numbered; each place is known by the last number
 * that it has.
 */
export type Act = 'reload' | 'sign-in' | 'none'
export type SaveState =
  | { kind: 'connecting' }
  | { kind: 'saved' }
  | ({ kind: 'saving'; slow: boolean } & Unconfirmed)
  | ({ kind: 'apart' } & Unconfirmed)
  /** Nothing more goes to the server from this page. */
  | ({ kind: 'stopped'; sentence: string; act: Act } & Unconfirmed)
/** `changes` are not confirmed by the server; `kept` of them stand on this device's disk; `device`: it keeps things. */
type Unconfirmed = { changes: number; kept: number; device: boolean }

type Timers = { set: (work: () => void, milliseconds: number) => unknown; clear: (timer: unknown) => void }

const realTimers: Timers = {
  set: (work, milliseconds) => setTimeout(work, milliseconds),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
}
const askAfter = 250
const slowAfter = 8000

export class SaveTracker {
  state: SaveState = { kind: 'connecting' }
  /** The number of the newest change. */
  made = 0
  private readonly ask: (nonce: number) => void
  private readonly changed: (state: SaveState) => void
  private readonly timers: Timers
  private synced = false
  private everApart = false
  private asked = 0
  private confirmed = 0
  private kept = 0
  private deviceKeeps = false
  private nonce = 0
  private open = false
  private askTimer: unknown = null
  private slowTimer: unknown = null
  private slow = false
  private end: { sentence: string; act: Act } | null = null

  constructor(ask: (nonce: number) => void, changed: (state: SaveState) => void, timers: Timers = realTimers) {
    this.ask = ask
    this.changed = changed
    this.timers = timers
  }

  get unsaved(): number {
    return this.made - this.confirmed
  }

  /** Whether the page may be closed: what the server has not confirmed stands on this device's disk. */
  get safe(): boolean {
    return this.onlyHere === 0
  }

  /** How many changes neither the server nor this device has. */
  get onlyHere(): number {
    return this.made - Math.max(this.confirmed, this.deviceKeeps ? this.kept : 0)
  }

  /** Whether what is not confirmed was sent, and the server is likely to have it in a moment. */
  get onTheWay(): boolean {
    return this.synced && !this.slow && !this.end
  }

  changedHere(): void {
    this.made++
    this.watchTime()
    this.askSoon()
    this.show()
  }

  /** This device keeps things, and has these changes of earlier pages. */
  foundOnDevice(changes: number): void {
    this.made += changes
    this.keptOnDevice(this.made)
  }

  /** The device's disk has every change up to this number. */
  keptOnDevice(mark: number): void {
    this.deviceKeeps = true
    this.kept = Math.max(this.kept, mark)
    this.show()
  }

  /** The device keeps nothing (more): its store is refused, full, or was cleared. */
  deviceFailed(): void {
    this.deviceKeeps = false
    this.kept = this.confirmed
    this.show()
  }

  connectionSynced(): void {
    this.synced = true
    if (this.unsaved > 0) {
      this.watchTime()
      this.askSoon()
    }
    this.show()
  }

  connectionLost(): void {
    this.synced = false
    this.open = false
    this.timers.clear(this.askTimer)
    this.askTimer = null
    this.show()
  }

  /** There is no connection, but the page can be written in: it came from this device. */
  beginApart(): void {
    this.everApart = true
    this.show()
  }

  /** @returns whether it was the answer to the open question. */
  answered(nonce: number): boolean {
    if (!this.open || nonce !== this.nonce) return false
    this.open = false
    this.confirmed = this.asked
    this.slow = false
    this.timers.clear(this.slowTimer)
    this.slowTimer = null
    if (this.unsaved > 0) {
      this.watchTime()
      this.askSoon()
    }
    this.show()
    return true
  }

  /** The server has spoken its last word on this page. */
  stopped(sentence: string, act: Act): void {
    this.end = { sentence, act }
    this.connectionLost()
  }

  /** The person has taken the words elsewhere, or does not want them. */
  letGo(): void {
    this.confirmed = this.made
    this.show()
  }

  dispose(): void {
    this.timers.clear(this.askTimer)
    this.timers.clear(this.slowTimer)
  }

  private askSoon(): void {
    if (this.askTimer !== null || this.open || !this.synced || this.end) return
    this.askTimer = this.timers.set(() => {
      this.askTimer = null
      if (!this.synced || this.open || this.unsaved === 0) return
      this.asked = this.made
      this.open = true
      this.ask(++this.nonce)
    }, askAfter)
  }

  private watchTime(): void {
    if (this.slowTimer !== null) return
    this.slowTimer = this.timers.set(() => {
      this.slow = true
      this.show()
    }, slowAfter)
  }

  private show(): void {
    this.state = this.stateNow()
    this.changed(this.state)
  }

  private stateNow(): SaveState {
    const changes = this.unsaved
    const device = this.deviceKeeps
    const unconfirmed = { changes, kept: Math.max(0, this.kept - this.confirmed), device }
    if (this.end) return { kind: 'stopped', ...unconfirmed, ...this.end }
    if (this.synced) return changes === 0 ? { kind: 'saved' } : { kind: 'saving', slow: this.slow, ...unconfirmed }
    if (this.state.kind === 'connecting' && changes === 0 && !this.everApart) return { kind: 'connecting' }
    return { kind: 'apart', ...unconfirmed }
  }
}

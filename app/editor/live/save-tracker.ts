/**
 * Knows whether this person's changes are on the server's disk, and says so only then.
 *
 * A change starts a question `[120, nonce]` a quarter of a second later, at most one at a time; the server's answer with
 * the same nonce covers everything sent before the question. A lost connection makes the question void: after the next
 * sync, which sends what was missing, it is asked anew.
 */
export type SaveState =
  | { kind: 'connecting' }
  | { kind: 'saved' }
  | { kind: 'saving'; changes: number; slow: boolean }
  | { kind: 'apart'; changes: number }
  /** Nothing more goes to the server from this page. */
  | { kind: 'stopped'; changes: number; sentence: string; act: 'reload' | 'sign-in' | 'none' }

type Timers = { set: (work: () => void, milliseconds: number) => unknown; clear: (timer: unknown) => void }

const realTimers: Timers = {
  set: (work, milliseconds) => setTimeout(work, milliseconds),
  clear: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
}
const askAfter = 250
const slowAfter = 8000

export class SaveTracker {
  state: SaveState = { kind: 'connecting' }
  private readonly ask: (nonce: number) => void
  private readonly changed: (state: SaveState) => void
  private readonly timers: Timers
  private synced = false
  /** Changes that no question covers yet, and those that the open question covers. */
  private fresh = 0
  private asked = 0
  private nonce = 0
  private open = false
  private askTimer: unknown = null
  private slowTimer: unknown = null
  private slow = false
  private end: { sentence: string; act: 'reload' | 'sign-in' | 'none' } | null = null

  constructor(ask: (nonce: number) => void, changed: (state: SaveState) => void, timers: Timers = realTimers) {
    this.ask = ask
    this.changed = changed
    this.timers = timers
  }

  get unsaved(): number {
    return this.fresh + this.asked
  }

  changedHere(): void {
    this.fresh++
    if (this.slowTimer === null) this.slowTimer = this.timers.set(() => this.becomeSlow(), slowAfter)
    this.askSoon()
    this.show()
  }

  connectionSynced(): void {
    this.synced = true
    if (this.unsaved > 0) this.askSoon()
    this.show()
  }

  connectionLost(): void {
    this.synced = false
    this.open = false
    this.fresh += this.asked
    this.asked = 0
    this.timers.clear(this.askTimer)
    this.askTimer = null
    this.show()
  }

  answered(nonce: number): void {
    if (!this.open || nonce !== this.nonce) return
    this.open = false
    this.asked = 0
    this.slow = false
    this.timers.clear(this.slowTimer)
    this.slowTimer = null
    if (this.fresh > 0) {
      this.slowTimer = this.timers.set(() => this.becomeSlow(), slowAfter)
      this.askSoon()
    }
    this.show()
  }

  /** The server has spoken its last word on this page. */
  stopped(sentence: string, act: 'reload' | 'sign-in' | 'none'): void {
    this.connectionLost()
    this.end = { sentence, act }
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
      if (!this.synced || this.open || this.fresh === 0) return
      this.asked = this.fresh
      this.fresh = 0
      this.open = true
      this.ask(++this.nonce)
    }, askAfter)
  }

  private becomeSlow(): void {
    this.slow = true
    this.show()
  }

  private show(): void {
    const changes = this.unsaved
    const next: SaveState = this.end
      ? { kind: 'stopped', changes, ...this.end }
      : !this.synced
        ? changes === 0 && this.state.kind === 'connecting'
          ? { kind: 'connecting' }
          : { kind: 'apart', changes }
        : changes === 0
          ? { kind: 'saved' }
          : { kind: 'saving', changes, slow: this.slow }
    this.state = next
    this.changed(next)
  }
}

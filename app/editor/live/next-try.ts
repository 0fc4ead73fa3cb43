/** When to connect again: soon, later each time, spread; at once when the network or the person comes back. */
import { waitBefore } from './close-words.ts'

/** Nobody opens a socket into silence for longer than this. */
const connectWithin = 10_000
const answerWithin = 12_000

export class NextTry {
  attempts = 0
  private readonly connect: () => void
  private readonly drop: () => void
  private retry: ReturnType<typeof setTimeout> | undefined
  private answer: ReturnType<typeof setTimeout> | undefined
  private deadline: ReturnType<typeof setTimeout> | undefined
  private over = false

  constructor(connect: () => void, drop: () => void) {
    this.connect = connect
    this.drop = drop
    window.addEventListener('online', this.now)
    window.addEventListener('offline', this.lost)
    document.addEventListener('visibilitychange', this.now)
  }

  begin(): void {
    if (this.over) return
    clearTimeout(this.deadline)
    this.deadline = setTimeout(this.lost, connectWithin)
    this.connect()
  }

  opened(): void {
    clearTimeout(this.deadline)
  }

  synced(): void {
    this.attempts = 0
  }

  afterClose(code: number): void {
    clearTimeout(this.deadline)
    clearTimeout(this.answer)
    clearTimeout(this.retry)
    this.attempts++
    if (this.over) return
    this.retry = setTimeout(
      () => {
        this.retry = undefined
        this.begin()
      },
      waitBefore(this.attempts, code),
    )
  }

  private now = (): void => {
    if (this.retry === undefined || document.visibilityState === 'hidden') return
    clearTimeout(this.retry)
    this.retry = undefined
    this.begin()
  }

  /** A socket to nowhere does not say that it is closed: whoever knows better says so. */
  private lost = (): void => {
    if (this.over || this.retry !== undefined) return
    this.drop()
    this.afterClose(1006)
  }

  /** An answer is due; a connection that stays silent is none, whatever the socket says. */
  expectAnswer(lastHeard: () => number): void {
    const askedAt = Date.now()
    clearTimeout(this.answer)
    this.answer = setTimeout(() => {
      if (lastHeard() < askedAt) this.lost()
    }, answerWithin)
  }

  stop(): void {
    this.over = true
    clearTimeout(this.retry)
    clearTimeout(this.deadline)
    this.retry = undefined
    window.removeEventListener('online', this.now)
    window.removeEventListener('offline', this.lost)
    clearTimeout(this.answer)
    document.removeEventListener('visibilitychange', this.now)
  }
}

/** Every pause of the live documents, and the clock of their rates, in one place: tests set their own instead of waiting. */
export type Pace = {
  /** Milliseconds that never go back. */
  now: () => number
  /** How long a round lasts while very many write. */
  round: number
  /** How often all sockets are looked through, */
  sweepEvery: number
  /** how often each is asked whether it is still there (a silent one is gone at the next asking), */
  pingEvery: number
  /** and after how long its rights are asked for again without any notice. */
  accessStaleAfter: number
  /** A notice may come before the change is committed: the second look. */
  secondLookAfter: number
  /** How long somebody may knock. */
  admittedWithin: number
  /** How long a dismissed socket may take to say goodbye. */
  goodbyeWithin: number
  /** A projection is written this long after the last edit, */
  projectAfterPause: number
  /** and this long after the first one at the latest. */
  projectAtLatest: number
  /** How often it is asked what other servers have committed, in case nobody told. */
  askEvery: number
  /** What another server committed is its task to project; where nobody did, it is done here. */
  projectForOthersAfter: number
  /** An empty room stays warm, for a page that is reloaded. */
  unloadAfter: number
  /** How often it is asked which documents become bytes again, */
  restEvery: number
  /** and how long nobody has looked into one of so many bytes by then: waking a large one costs more. */
  restAfter: (bytes: number) => number
}

export const realPace: Pace = {
  now: () => performance.now(),
  round: 20,
  sweepEvery: 1_000,
  pingEvery: 20_000,
  accessStaleAfter: 28_000,
  secondLookAfter: 1_000,
  admittedWithin: 10_000,
  goodbyeWithin: 5_000,
  projectAfterPause: 1_500,
  projectAtLatest: 30_000,
  askEvery: 1_000,
  projectForOthersAfter: 15_000,
  unloadAfter: 5_000,
  restEvery: 1_000,
  restAfter: (bytes) => 1_000 + bytes / 20,
}

/**
 * A check-in: people gather, a bell, two minutes of silence, then the ring passes from one to the next. While somebody
 * holds the ring nobody else can type; there are no replies and no reactions. Afterwards each chooses what becomes of
 * their own words; unless they choose, nothing is kept but that it happened and who was here.
 */
export const checkInStates = ['gathering', 'silence', 'ring', 'after', 'ended'] as const
export type CheckInState = (typeof checkInStates)[number]
export const silenceSeconds = 120
export const minutesPerPersonChoices = [1, 2, 3] as const
export const checkInQuestionLength = 300
export const checkInWordsLength = 2000

export type CheckInMoment = { state: CheckInState; turnOfId: string | null }

/** What comes next; the ring ends after the last person of the order. */
export function nextMoment(now: CheckInMoment, order: string[]): CheckInMoment | undefined {
  switch (now.state) {
    case 'gathering':
      return { state: 'silence', turnOfId: null }
    case 'silence':
      return { state: 'ring', turnOfId: order[0] ?? null }
    case 'ring': {
      const next = order[order.indexOf(now.turnOfId ?? '') + 1]
      return next ? { state: 'ring', turnOfId: next } : { state: 'after', turnOfId: null }
    }
    case 'after':
      return { state: 'ended', turnOfId: null }
    case 'ended':
      return undefined
  }
}

/** Why this person's words cannot be written now; undefined when they can. */
export function writingObstacle(now: CheckInMoment, personId: string): string | undefined {
  if (now.state === 'gathering') return 'The ring has not begun. Wait for the bell and the silence.'
  if (now.state === 'silence') return 'This is the silence. Words come when the ring reaches you.'
  if (now.state === 'ended') return 'This check-in has ended. Start another when the team meets again.'
  if (now.state === 'ring' && now.turnOfId !== personId)
    return 'Somebody else holds the ring. Listen now; it comes to you in turn.'
  return undefined
}

/**
 * Who has still to choose what becomes of words they wrote. Whoever ends the check-in waits for them, but not for ever:
 * after five minutes it may end, and undecided words are forgotten.
 */
export function stillChoosing<T extends { personId: string; kept: string; words: string }>(
  turns: T[],
  ender: string,
  secondsAfter: number,
): T[] {
  if (secondsAfter >= choosingSeconds) return []
  return turns.filter((turn) => turn.personId !== ender && turn.kept === 'undecided' && turn.words !== '')
}
const choosingSeconds = 300

/** Who may read a person's words: their author always, the team what was shared with it. Nobody else, ever. */
export function mayReadWords(
  turn: { personId: string; kept: string },
  reader: { personId: string; member: boolean },
): boolean {
  if (turn.personId === reader.personId) return true
  return reader.member && turn.kept === 'team'
}

/** "Bell, silence and two turns: about five minutes." */
export function minutesNeeded(people: number, minutesPerPerson: number): number {
  return silenceSeconds / 60 + people * minutesPerPerson
}

/** One line of the doctor: what was looked at, and how it is. */
export type Finding = {
  name: string
  /** `care`: something to do, which the words say. `not-asked`: there is nothing to look at here. */
  state: 'well' | 'care' | 'not-asked'
  words: string
}

export const well = (name: string, words: string): Finding => ({ name, state: 'well', words })
export const care = (name: string, words: string): Finding => ({ name, state: 'care', words })
export const notAsked = (name: string, words: string): Finding => ({ name, state: 'not-asked', words })

export const reasonOf = (error: unknown): string => {
  const { message, code, cause } = error as { message?: string; code?: string; cause?: unknown }
  return cause instanceof Error ? reasonOf(cause) : message || code || String(error)
}

/** "1.10" is newer than "1.9". */
export function isAtLeast(version: string, floor: string): boolean {
  const [have, want] = [version, floor].map((text) => text.split(/[^0-9]+/).map(Number))
  for (const [place, least] of (want as number[]).entries()) {
    const part = have?.[place] ?? 0
    if (part !== least) return part > least
  }
  return true
}

/** Seconds by which a clock elsewhere may differ before somebody should look. */
const clockTolerance = 5

/** @param ahead seconds by which the other clock is ahead of ours */
export function clockFinding(name: string, ahead: number): Finding[] {
  if (Math.abs(ahead) <= clockTolerance) return []
  const way = ahead > 0 ? 'ahead of' : 'behind'
  return [
    care(name, `its clock is ${Math.round(Math.abs(ahead))} s ${way} this machine’s. Let both follow a time server.`),
  ]
}

/** A clock for rates that stands still until told to move. */
export function stillPace() {
  let now = 0
  return {
    pace: { now: () => now },
    pass: (milliseconds: number) => {
      now += milliseconds
    },
  }
}

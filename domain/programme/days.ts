/** Days are `YYYY-MM-DD` in the programme's own zone; arithmetic on them needs no clock. */
const milliseconds = (day: string) => Date.parse(`${day}T00:00:00Z`)

/** How many days lie between two days; 0 for the same day. */
export function daysBetween(from: string, until: string): number {
  return Math.round((milliseconds(until) - milliseconds(from)) / 86_400_000)
}

/** Days and hours as people here say them. A day is `YYYY-MM-DD` and has no zone; an instant is told in a reader's. */
const language = 'en-US'
const atNoon = (day: string) => new Date(`${day.slice(0, 10)}T12:00:00Z`)

/** "March 9", with the year when it is not this one. */
export function dayInWords(day: string, today = ''): string {
  const year = today !== '' && day.slice(0, 4) !== today.slice(0, 4) ? ({ year: 'numeric' } as const) : {}
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', day: 'numeric', ...year }).format(
    atNoon(day),
  )
}

/** "March 9, 2027", for what is kept for years. */
export function dayAndYear(day: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', dateStyle: 'long' }).format(atNoon(day))
}

/** "Tuesday, March 9". */
export function weekdayInWords(day: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric' }).format(
    atNoon(day),
  )
}

/** "today", "tomorrow", "on Friday" within a week, else "on Friday, March 12". */
export function dayFromToday(day: string, today: string): string {
  const days = Math.round((atNoon(day).getTime() - atNoon(today).getTime()) / 86_400_000)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  const weekday = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long' }).format(atNoon(day))
  return days > 1 && days < 7 ? `on ${weekday}` : `on ${weekdayInWords(day)}`
}

/** The day of an instant in a zone, as `YYYY-MM-DD`. */
export function dayIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant))
}

/** "3:45 PM" in a zone. */
export function hourIn(instant: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { timeZone, hour: 'numeric', minute: '2-digit' }).format(new Date(instant))
}

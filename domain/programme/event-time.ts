/** When an event is, in the reader's own zone; the weekday goes with the zone, and the event's zone is said if it differs. */
export type Times = { startsAt: string; endsAt: string; days: number; timeZone: string; status: string }
export type EventTime = {
  /** "Tuesday, March 9, 2027", or both ends of several days. */
  day: string
  /** "4:00 PM to 5:30 PM PST"; null where only days are said. */
  hours: string | null
  /** The same in the event's own zone, where the reader lives in another. */
  there: string | null
}

const dayOf = (timeZone: string, instant: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(new Date(instant))
const hour = (timeZone: string, instant: string, named: boolean) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hour: 'numeric',
    minute: '2-digit',
    ...(named ? { timeZoneName: 'short' as const } : {}),
  })
    .format(new Date(instant))
    .replace(/\u202f/g, ' ')
const hoursOf = (timeZone: string, times: Times) =>
  `${hour(timeZone, times.startsAt, false)} to ${hour(timeZone, times.endsAt, true)}`

export function eventTime(times: Times, readerZone: string): EventTime {
  if (times.status === 'to-be-announced') return { day: 'Date to be announced', hours: null, there: null }
  if (times.days > 1) {
    // A workshop is where it is: its days are those of its own zone.
    const days = `${dayOf(times.timeZone, times.startsAt)} to ${dayOf(times.timeZone, times.endsAt)}`
    return { day: days, hours: null, there: null }
  }
  const here = hoursOf(readerZone, times)
  const there = hoursOf(times.timeZone, times)
  const sameDay = dayOf(readerZone, times.startsAt) === dayOf(times.timeZone, times.startsAt)
  return {
    day: dayOf(readerZone, times.startsAt),
    hours: here,
    there: here === there && sameDay ? null : sameDay ? there : `${dayOf(times.timeZone, times.startsAt)}, ${there}`,
  }
}

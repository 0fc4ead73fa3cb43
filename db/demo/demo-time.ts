import { Temporal } from 'temporal-polyfill'
import { demoZone } from './demo-needs.ts'

/** The instant of a wall-clock time, as ISO text. @param time `15:45` or `9:00` */
export function instantOf(day: string, time: string, timeZone: string = demoZone): string {
  const [hour, minute] = time.split(':')
  const wall = `${day}T${hour!.padStart(2, '0')}:${minute}:00[${timeZone}]`
  return new Date(Temporal.ZonedDateTime.from(wall).epochMilliseconds).toISOString()
}

export function laterBy(instant: string, seconds: number): string {
  return new Date(Date.parse(instant) + seconds * 1000).toISOString()
}

export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

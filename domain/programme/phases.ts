import type { Phase } from './edition.ts'

const dayLength = 86_400_000
const dayNumber = (day: string) => Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / dayLength)

/** How far into the cycle a day is, in percent; below 0 before it begins, above 100 after its end. */
export function shareOfCycle(cycle: { startsOn: string; endsOn: string }, day: string): number {
  const length = Math.max(1, dayNumber(cycle.endsOn) - dayNumber(cycle.startsOn))
  return ((dayNumber(day) - dayNumber(cycle.startsOn)) / length) * 100
}

/** The phases that a day lies in; they may overlap, and before the start it is the first alone. */
export function phasesOn(phases: Phase[], cycle: { startsOn: string; endsOn: string }, day: string): Phase[] {
  const share = shareOfCycle(cycle, day)
  if (share < 0) return phases.filter((phase) => phase.key === 'gather')
  if (share > 100) return phases.filter((phase) => phase.key === 'celebrate')
  return phases.filter((phase) => phase.to > phase.from && share >= phase.from && share <= phase.to)
}

/** The first day of a phase in this cycle, for people: phases are shares, calendars are days. */
export function phaseStartsOn(phase: Phase, cycle: { startsOn: string; endsOn: string }): string {
  const length = dayNumber(cycle.endsOn) - dayNumber(cycle.startsOn)
  const day = dayNumber(cycle.startsOn) + Math.round((length * phase.from) / 100)
  return new Date(day * dayLength).toISOString().slice(0, 10)
}

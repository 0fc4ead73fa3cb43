import type { Actor } from '#domain/access/actor.ts'

export type Door = { href: string; words: string }

/** The few doors of the header for this person: where their roles lead. */
export function doorsOf(actor: Actor): Door[] {
  if (actor.kind === 'public') return []
  const doors: Door[] = [{ href: '/home', words: 'Home' }]
  const has = (...roles: string[]) => actor.hats.some((hat) => roles.includes(hat.role))
  if (has('participant')) {
    doors.push({ href: '/capture', words: 'Capture' }, { href: '/commitments', words: 'Commitments' })
  }
  if (has('reviewer', 'faculty')) doors.push({ href: '/reviews', words: 'Reviews' })
  const cohort = actor.hats.find((hat) => ['manager', 'coach', 'support'].includes(hat.role))
  if (cohort) {
    doors.push({ href: `/cohorts/${cohort.cohortId}`, words: 'Cohort' })
    if (cohort.role !== 'support') doors.push({ href: `/cohorts/${cohort.cohortId}/reviews`, words: 'Review board' })
  }
  const calls = actor.hats.find((hat) => ['facilitator', 'faculty', 'trainee'].includes(hat.role))
  if (calls && !cohort) doors.push({ href: `/cohorts/${calls.cohortId}/events`, words: 'Dates' })
  if (has('manager', 'faculty', 'support')) doors.push({ href: '/system', words: 'System' })
  return doors
}

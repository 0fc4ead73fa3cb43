/**
 * The ledger of commitments: what each person promised for the award (`programme_edition.commitments`), and where each
 * promise stands. Percentages are whole numbers; nothing here is scored or ranked: a line is met, still on its way, or
 * not met, and says so in a sentence.
 */

import { dayAndYear } from '../when.ts'
import {
  type AttendedEvent,
  dayWasKept,
  personShare,
  type Roll,
  type TeamPresence,
  teamPresence,
} from './attendance.ts'
import { daysBetween } from './days.ts'
import type { Commitment, EventKind } from './edition.ts'

export type LedgerState = 'met' | 'on-the-way' | 'not-met' | 'not-counted'
export type LedgerLine = {
  key: string
  state: LedgerState
  /** What was promised, in the edition's words. */
  promise: string
  /** Where it stands, as a sentence. */
  sentence: string
}

export type Stay = { startedOn: string; endedOn: string | null }
export type LedgerQuestion = {
  commitments: Commitment[]
  personId: string
  personName: string
  teamName: string
  /** The person's dated membership of this team, as days. */
  membership: Stay
  cycle: { startsOn: string; endsOn: string }
  /** The day the snapshot under decision was handed in, once there is one. */
  submittedOn: string | null
  /** Who belongs to the team, for the team's presence; each counts on the days of their own membership. */
  teammates: ({ personId: string } & Stay)[]
  /** The cohort's events and this team's own, in order. */
  events: AttendedEvent[]
  roll: Roll
  today: string
}

/** The ledger of one person in one team: a line for each promise, in the edition's order. */
export function ledgerOf(question: LedgerQuestion): LedgerLine[] {
  return question.commitments.map((commitment) => ({
    key: commitment.key,
    promise: commitment.words,
    ...standingOf(commitment, question),
  }))
}

/** Why a certificate is held: the sentences of what is not met today. Empty when it may be prepared. */
export function openCommitments(lines: LedgerLine[]): string[] {
  return lines
    .filter((line) => line.state === 'not-met' || line.state === 'on-the-way')
    .map((line) => `${line.promise.replace(/[.\s]+$/, '')}: ${lowerFirst(line.sentence)}`)
}

/** The better of two ledgers of one person on two teams: the one with fewer open promises. */
export function betterLedger(one: LedgerLine[], other: LedgerLine[]): LedgerLine[] {
  return openCommitments(other).length < openCommitments(one).length ? other : one
}

type Standing = Pick<LedgerLine, 'state' | 'sentence'>

function standingOf(commitment: Commitment, question: LedgerQuestion): Standing {
  switch (commitment.kind) {
    case 'promise':
      return { state: 'not-counted', sentence: 'A promise to each other; nobody counts it.' }
    case 'membership':
      return membershipStanding(commitment.cyclePercent, question)
    case 'attend-all':
      return attendAllStanding(eventsOf(question, commitment.events), commitment, question)
    case 'attend-share':
      return attendShareStanding(eventsOf(question, commitment.events), commitment, question)
  }
}

function eventsOf(question: LedgerQuestion, kinds: readonly EventKind[]): AttendedEvent[] {
  return question.events.filter((event) => kinds.includes(event.kind) && event.status !== 'cancelled')
}

function attendAllStanding(
  events: AttendedEvent[],
  rule: { events: readonly EventKind[]; dayPercent: number },
  question: LedgerQuestion,
): Standing {
  const attended: string[] = []
  const missed: string[] = []
  const waiting: string[] = []
  for (const event of events) {
    if (event.startsOn > question.today || event.status === 'to-be-announced') {
      waiting.push(
        `${event.title} is ${event.status === 'to-be-announced' ? 'not dated yet' : `on ${dayAndYear(event.startsOn)}`}`,
      )
      continue
    }
    let kept = 0
    for (let day = 1; day <= event.days; day++) if (dayWasKept(question.roll, event.id, question.personId, day)) kept++
    if (kept * 100 >= rule.dayPercent * event.days) attended.push(event.title)
    else if (kept === 0) missed.push(`${event.title} is not recorded as attended`)
    else missed.push(`${event.title} is recorded for ${kept} of its ${event.days} days`)
  }
  if (missed.length > 0) return { state: 'not-met', sentence: `${missed.join('; ')}.` }
  if (waiting.length > 0) return { state: 'on-the-way', sentence: `${waiting.join('; ')}.` }
  if (events.length === 0) {
    return {
      state: 'on-the-way',
      sentence: `${rule.events.map((kind) => nameOfKind[kind].one).join(' or ')} has no date yet.`,
    }
  }
  return { state: 'met', sentence: `${attended.join(' and ')}: attended.` }
}

function attendShareStanding(
  events: AttendedEvent[],
  rule: { events: readonly EventKind[]; teamPercent: number; personPercent: number },
  question: LedgerQuestion,
): Standing {
  const { membership, personId, personName, roll, teamName, teammates, today } = question
  const name = rule.events.map((kind) => nameOfKind[kind].many).join(' and ')
  const held = events.filter((event) => event.startsOn <= today && within(membership, event.startsOn))
  if (held.length === 0) return { state: 'met', sentence: `No ${name} have been held yet.` }
  const own = personShare(roll, held, personId)
  const team = held
    .map((event): TeamPresence => {
      const expected = teammates.filter((mate) => within(mate, event.startsOn)).map((mate) => mate.personId)
      return teamPresence(roll, event.id, expected)
    })
    .filter((presence) => presence !== 'excused')
  const kept = team.filter((presence) => presence !== 'missed').length
  const counts = `${personName} was at ${own.kept} of ${own.counted} ${name}, ${teamName} as a team at ${kept} of ${team.length}`
  const short: string[] = []
  if (own.kept * 100 < rule.personPercent * own.counted)
    short.push(`${rule.personPercent} in 100 is asked of each person`)
  if (kept * 100 < rule.teamPercent * team.length) short.push(`${rule.teamPercent} in 100 is asked of the team`)
  return short.length > 0
    ? { state: 'not-met', sentence: `${counts}; ${short.join(' and ')}.` }
    : { state: 'met', sentence: `${counts}.` }
}

function membershipStanding(cyclePercent: number, question: LedgerQuestion): Standing {
  const { membership, cycle, personName, teamName, submittedOn } = question
  if (submittedOn && !within(membership, submittedOn)) {
    return { state: 'not-met', sentence: `${personName} was not on ${teamName} on the day it submitted.` }
  }
  const from = membership.startedOn > cycle.startsOn ? membership.startedOn : cycle.startsOn
  const until = membership.endedOn && membership.endedOn < cycle.endsOn ? membership.endedOn : cycle.endsOn
  const days = Math.max(0, daysBetween(from, until) + 1)
  const all = daysBetween(cycle.startsOn, cycle.endsOn) + 1
  return days * 100 < cyclePercent * all
    ? {
        state: 'not-met',
        sentence: `${personName} is on ${teamName} for ${days} of the ${all} days of the cycle; ${cyclePercent} in 100 is asked.`,
      }
    : { state: 'met', sentence: `${personName} has been on ${teamName} since ${dayAndYear(membership.startedOn)}.` }
}

const nameOfKind: Record<EventKind, { one: string; many: string }> = {
  workshop: { one: 'The workshop', many: 'workshops' },
  'community-call': { one: 'The community call', many: 'community calls' },
  'contemplative-call': { one: 'The contemplative call', many: 'contemplative calls' },
  convening: { one: 'The convening', many: 'convenings' },
  retreat: { one: 'The retreat', many: 'retreats' },
  'review-session': { one: "The team's review session", many: 'review sessions' },
  ceremony: { one: 'The ceremony', many: 'ceremonies' },
}

/** Whether a day lies within a dated membership. */
export function within(stay: Stay, day: string): boolean {
  return stay.startedOn <= day && (stay.endedOn === null || stay.endedOn >= day)
}

const lowerFirst = (sentence: string) =>
  /^(The|No|A)\b/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence

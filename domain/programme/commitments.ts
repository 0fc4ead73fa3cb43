/**
 * What each person promises for the award, as the programme edition writes it (`programme_edition.commitments`, a JSON
 * array in this shape) and as the ledger of one person reads it. Percentages are whole numbers; nothing here is scored
 * or ranked: a line is met, still on its way, or not met, and says so in a sentence.
 */
import { z } from 'zod'
import {
  type AttendedEvent,
  dayWasKept,
  type EventKind,
  eventKinds,
  personShare,
  type Roll,
  teamPresence,
} from './attendance.ts'

const words = z.string().min(1)
const percent = z.number().int().min(0).max(100)
const eventKind = z.enum(eventKinds)

export const commitmentSchema = z.discriminatedUnion('rule', [
  /** Every event of this kind, every day of it, by the person: the workshops, the review session. */
  z.object({ key: words, rule: z.literal('attend-each'), events: eventKind, atLeast: z.number().int().min(1), sentence: words }),
  /** A share of a series, by the team (full or partly) and by the person. */
  z.object({
    key: words,
    rule: z.literal('attend-series'),
    events: eventKind,
    teamPercent: percent,
    personPercent: percent,
    sentence: words,
  }),
  /** On the team on the day of submission and for a share of the cycle. */
  z.object({ key: words, rule: z.literal('membership'), percentOfCycle: percent, sentence: words }),
])
export type Commitment = z.infer<typeof commitmentSchema>
export const commitmentsSchema = z.array(commitmentSchema)

/** The promises of an edition from its JSON column; an older edition without any asks for nothing. */
export function readCommitments(json: string): Commitment[] {
  return commitmentsSchema.parse(JSON.parse(json))
}

export type LedgerLine = {
  key: string
  state: 'met' | 'on-the-way' | 'not-met'
  /** What was promised, in the edition's words. */
  promise: string
  /** Where it stands, as a sentence to its holder's teammate, to staff and to the holder alike. */
  sentence: string
}

export type LedgerQuestion = {
  commitments: Commitment[]
  personId: string
  personName: string
  teamName: string
  /** Dated membership of this team, as days. */
  membership: { startedOn: string; endedOn: string | null }
  cycle: { startsOn: string; endsOn: string }
  /** The day the snapshot under decision was handed in, once there is one. */
  submittedOn: string | null
  /** Who belongs to the team, for the team's presence; each counts on days within their own membership. */
  teammates: { personId: string; startedOn: string; endedOn: string | null }[]
  /** The cohort's events and this team's own, in order. */
  events: AttendedEvent[]
  roll: Roll
  today: string
}

/** The ledger of one person in one team: a line for each promise, in the edition's order. */
export function ledgerOf(question: LedgerQuestion): LedgerLine[] {
  return question.commitments.map((commitment) => {
    const { state, sentence } = lineFor(commitment, question)
    return { key: commitment.key, state, promise: commitment.sentence, sentence }
  })
}

/** Why a certificate is held: the sentences of what is not met today. Empty when it may be prepared. */
export function openCommitments(lines: LedgerLine[]): string[] {
  return lines.filter((line) => line.state !== 'met').map((line) => line.sentence)
}

type Standing = Pick<LedgerLine, 'state' | 'sentence'>

function lineFor(commitment: Commitment, question: LedgerQuestion): Standing {
  if (commitment.rule === 'membership') return membershipLine(commitment.percentOfCycle, question)
  const events = question.events.filter((event) => event.kind === commitment.events && event.status !== 'cancelled')
  return commitment.rule === 'attend-each'
    ? eachLine(events, commitment.atLeast, commitment.events, question)
    : seriesLine(events, commitment, question)
}

function eachLine(events: AttendedEvent[], atLeast: number, kind: EventKind, question: LedgerQuestion): Standing {
  const missed: string[] = []
  const waiting: string[] = []
  for (const event of events) {
    if (event.startsOn > question.today) waiting.push(`${event.title} is on ${dayInWords(event.startsOn)}`)
    else {
      const days = Array.from({ length: event.days }, (_, index) => index + 1)
      const lost = days.filter((day) => !dayWasKept(question.roll, event.id, question.personId, day))
      if (lost.length === event.days) missed.push(`${event.title} is not recorded as attended`)
      else if (lost.length > 0) missed.push(`${event.title}: ${daysInWords(lost)} not recorded as attended`)
    }
  }
  if (missed.length > 0) return { state: 'not-met', sentence: `${missed.join('; ')}.` }
  if (waiting.length > 0) return { state: 'on-the-way', sentence: `${waiting.join('; ')}.` }
  if (events.length < atLeast) {
    return { state: 'on-the-way', sentence: `${nameOfKind[kind].one} of ${question.teamName} has no date yet.` }
  }
  return { state: 'met', sentence: `${events.map((event) => event.title).join(' and ')}: attended.` }
}

function seriesLine(
  events: AttendedEvent[],
  rule: { events: EventKind; teamPercent: number; personPercent: number },
  question: LedgerQuestion,
): Standing {
  const name = nameOfKind[rule.events].many
  const inTime = events.filter(
    (event) => event.startsOn <= question.today && withinMembership(question.membership, event.startsOn),
  )
  if (inTime.length === 0) return { state: 'met', sentence: `No ${name} have been held yet.` }
  const own = personShare(question.roll, inTime, question.personId)
  const presences = inTime.map((event) =>
    teamPresence(
      question.roll,
      event.id,
      question.teammates.filter((mate) => withinMembership(mate, event.startsOn)).map((mate) => mate.personId),
    ),
  )
  const counted = presences.filter((presence) => presence !== 'excused')
  const kept = counted.filter((presence) => presence === 'full' || presence === 'partly').length
  const counts = `${question.personName} was at ${own.kept} of ${own.counted} ${name}, ${question.teamName} at ${kept} of ${counted.length}`
  const short: string[] = []
  if (own.kept * 100 < rule.personPercent * own.counted) short.push(`each person promises ${rule.personPercent} in 100`)
  if (kept * 100 < rule.teamPercent * counted.length) short.push(`the team promises ${rule.teamPercent} in 100`)
  return short.length > 0
    ? { state: 'not-met', sentence: `${counts}; ${short.join(' and ')}.` }
    : { state: 'met', sentence: `${counts}.` }
}

function membershipLine(percentOfCycle: number, question: LedgerQuestion): Standing {
  const { membership, cycle, personName, teamName, submittedOn } = question
  if (submittedOn && !withinMembership(membership, submittedOn)) {
    return { state: 'not-met', sentence: `${personName} was not on ${teamName} on the day it submitted.` }
  }
  const from = membership.startedOn > cycle.startsOn ? membership.startedOn : cycle.startsOn
  const until = membership.endedOn && membership.endedOn < cycle.endsOn ? membership.endedOn : cycle.endsOn
  const days = Math.max(0, daysBetween(from, until) + 1)
  const all = daysBetween(cycle.startsOn, cycle.endsOn) + 1
  if (days * 100 < percentOfCycle * all) {
    return {
      state: 'not-met',
      sentence: `${personName} is on ${teamName} for ${days} of the ${all} days of the cycle; the award asks for ${percentOfCycle} in 100.`,
    }
  }
  return { state: 'met', sentence: `${personName} has been on ${teamName} since ${dayInWords(membership.startedOn)}.` }
}

const nameOfKind: Record<EventKind, { one: string; many: string }> = {
  workshop: { one: 'A workshop', many: 'workshops' },
  'community-call': { one: 'A community call', many: 'community calls' },
  'contemplative-call': { one: 'A contemplative call', many: 'contemplative calls' },
  convening: { one: 'A convening', many: 'convenings' },
  retreat: { one: 'The retreat', many: 'retreats' },
  'review-session': { one: 'The review session', many: 'review sessions' },
  ceremony: { one: 'The ceremony', many: 'ceremonies' },
}

function withinMembership(membership: { startedOn: string; endedOn: string | null }, day: string): boolean {
  return membership.startedOn <= day && (membership.endedOn === null || membership.endedOn >= day)
}

const milliseconds = (day: string) => Date.parse(`${day}T00:00:00Z`)
const daysBetween = (from: string, until: string) => Math.round((milliseconds(until) - milliseconds(from)) / 86_400_000)

/** `2027-02-09` as "9 February 2027". */
export function dayInWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(milliseconds(day))
}

function daysInWords(days: number[]): string {
  return days.length === 1 ? `day ${days[0]} is` : `days ${days.slice(0, -1).join(', ')} and ${days.at(-1)} are`
}

/** "This fortnight" in three lines: what is on, which section to tend, and what the mentor asks. */
import { listed } from '../in-words.ts'
import { dayFromToday, dayIn, hourIn } from '../when.ts'

export type FortnightLine = {
  kind: 'calendar' | 'section' | 'question'
  words: string
  href: string | null
  act: string | null
}
export type FortnightFacts = {
  today: string
  timeZone: string
  events: { kind: string; title: string; startsAt: string }[]
  /** The day on which submission closes, while there is still something to submit. */
  submissionClosesOn: string | null
  /** Whether what closes is the time for changes that were asked. */
  changesAsked: boolean
  tend: { key: string; title: string; sentence: string } | null
  question: { entryId: string; entryTitle: string; mentor: string; words: string } | null
  mentors: string[]
  /** Whether the reader writes here; others read along. */
  member: boolean
  sectionHref: (key: string) => string
}

export const fortnightDays = 14

function calendarWords({ events, submissionClosesOn, changesAsked, today, timeZone }: FortnightFacts): string {
  const dates = events.map((event) => {
    const day = dayIn(event.startsAt, timeZone)
    return { day, words: `${event.title} ${dayFromToday(day, today)} at ${hourIn(event.startsAt, timeZone)}` }
  })
  if (submissionClosesOn && submissionClosesOn >= today)
    dates.push({
      day: submissionClosesOn,
      words: `${changesAsked ? 'Your changes are due' : 'Submission closes'} ${dayFromToday(submissionClosesOn, today)}`,
    })
  dates.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  const near = dates.slice(0, 3).map((date) => date.words)
  if (near.length === 0) return 'Nothing is on the calendar for two weeks: time to write, or to be at the site.'
  return `${near.join('. ')}.`
}

/** Exactly three lines. */
export function fortnightLines(facts: FortnightFacts): FortnightLine[] {
  const { tend, question, mentors } = facts
  return [
    { kind: 'calendar', words: calendarWords(facts), href: null, act: null },
    tend
      ? {
          kind: 'section',
          words: `“${tend.title}” would like some care: ${tend.sentence.charAt(0).toLowerCase()}${tend.sentence.slice(1)}`,
          href: facts.sectionHref(tend.key),
          act: facts.member ? 'Tend it' : 'Read it',
        }
      : { kind: 'section', words: 'Every section of this phase has been tended.', href: null, act: null },
    question
      ? {
          kind: 'question',
          words: `${question.mentor} asks in “${question.entryTitle}”: ${question.words}`,
          href: `/entries/${question.entryId}`,
          act: facts.member ? 'Answer' : 'Read it',
        }
      : {
          kind: 'question',
          words: mentors.length
            ? `No open question from ${listed(mentors)}.`
            : 'Nobody mentors this team yet. Your coach will introduce somebody.',
          href: null,
          act: null,
        },
  ]
}

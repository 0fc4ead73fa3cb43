import { expect, test } from 'vitest'
import { type FortnightFacts, fortnightLines } from '#domain/team/fortnight.ts'
import { nextAct } from '#domain/team/next-act.ts'
import { dayFromToday } from '#domain/when.ts'

const facts: FortnightFacts = {
  today: '2027-03-03',
  timeZone: 'America/Los_Angeles',
  events: [
    { kind: 'community-call', title: 'Community call', startsAt: '2027-03-09T23:45:00.000Z' },
    { kind: 'ceremony', title: 'Certification ceremony', startsAt: '2027-03-13T00:00:00.000Z' },
  ],
  submissionClosesOn: '2027-03-05',
  changesAsked: false,
  tend: { key: '8', title: 'What shifted', sentence: 'Not begun yet.' },
  question: { entryId: 'e1', entryTitle: 'Loops', mentor: 'Ottoline', words: 'Where is the delay?' },
  mentors: ['Ottoline'],
  member: true,
  sectionHref: (key) => `/sections/${key}`,
}

test('three lines: the calendar in the reader’s zone, a section, the mentor’s question', () => {
  expect(fortnightLines(facts)).toEqual([
    {
      kind: 'calendar',
      words:
        'Submission closes on Friday. Community call on Tuesday at 3:45 PM. Certification ceremony on Friday, March 12 at 4:00 PM.',
      href: null,
      act: null,
    },
    {
      kind: 'section',
      words: '“What shifted” would like some care: not begun yet.',
      href: '/sections/8',
      act: 'Tend it',
    },
    {
      kind: 'question',
      words: 'Ottoline asks in “Loops”: Where is the delay?',
      href: '/entries/e1',
      act: 'Answer',
    },
  ])
})

test('a member in Singapore hears the call on their own Wednesday', () => {
  const [calendar] = fortnightLines({ ...facts, timeZone: 'Asia/Singapore', submissionClosesOn: null })
  expect(calendar?.words).toMatch(/^Community call on Wednesday, March 10 at 7:45 AM/)
})

test('with nothing on and nothing asked, the three lines are kind', () => {
  const lines = fortnightLines({
    ...facts,
    events: [],
    submissionClosesOn: null,
    tend: null,
    question: null,
    mentors: [],
  })
  expect(lines.map((line) => line.words)).toEqual([
    'Nothing is on the calendar for two weeks: time to write, or to be at the site.',
    'Every section of this phase has been tended.',
    'Nobody mentors this team yet. Your coach will introduce somebody.',
  ])
})

test('days are told as people say them', () => {
  const from = (day: string) => dayFromToday(day, '2027-03-03')
  expect([from('2027-03-03'), from('2027-03-04'), from('2027-03-02'), from('2027-03-09'), from('2027-03-10')]).toEqual([
    'today',
    'tomorrow',
    'yesterday',
    'on Tuesday',
    'on Wednesday, March 10',
  ])
})

const place: Parameters<typeof nextAct>[0] = {
  member: true,
  champion: null,
  teamId: 't',
  portfolioId: 'p',
  state: 'draft',
  entries: 3,
  openCheckInId: null,
  windowOpen: false,
  missing: 2,
  submissionId: null,
  tend: { key: '4', title: 'Beneath the surface', entryId: 'e4', begun: true },
}

test.each([
  ['a circle is gathering', { openCheckInId: 'c' }, 'Join the check-in', '/teams/t/check-ins/c'],
  ['nothing is written', { entries: 0 }, 'Open your first page', '/portfolios/p/sections/1'],
  ['a section wants care', {}, 'Go on with “Beneath the surface”', '/entries/e4'],
  [
    'everything is there and the window is open',
    { windowOpen: true, missing: 0 },
    'Begin the ready check',
    '/portfolios/p/ready',
  ],
  ['it is with reviewers', { state: 'in-review', submissionId: 's' }, 'See what you submitted', '/submissions/s'],
  ['changes are asked', { state: 'changes-asked' }, 'See what is asked', '/portfolios/p/ready'],
  ['it is decided', { state: 'certified' }, 'Read the decision', '/portfolios/p/outcome'],
  ['a mentor looks', { member: false }, 'Read the portfolio', '/portfolios/p'],
  [
    'the champion has not confirmed',
    { member: false, champion: { confirmed: false } },
    'Open the door',
    '/teams/t/people#champion',
  ],
] as const)('one obvious next act when %s', (_, change, words, href) => {
  expect(nextAct({ ...place, ...change })).toMatchObject({ words, href })
})

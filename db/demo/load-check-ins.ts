import { bulkInsert } from './bulk-insert.ts'
import { demoId, demoNumber } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { dayAfter, instantOf, laterBy } from './demo-time.ts'
import { teamId, type World } from './read-world.ts'

const firstMonday = '2026-11-02'
const weeks = 18
/** The winter break and the second workshop's week. */
const away = new Set(['2026-12-21', '2026-12-28', '2027-01-25'])
const held = 96
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const lastDay = '2027-03-02'
/** Two Bridges has been quiet since. */
const quietSince: Record<string, string> = { 'two-bridges': '2027-02-12' }

const questions = [
  'What do you carry in with you today?',
  'What small thing at the site stayed with you this week?',
  'Where do you feel the day in your body?',
  'Whom would you like to thank?',
  'What are you not saying, and may you say a little of it here?',
]
/** What some gave to their team; all else was let go when the circle ended. */
const given = [
  'Tired, and glad of the walk from the gate.',
  'I laughed with the children at the crossing and it lasted all morning.',
  'I was short with somebody yesterday. I will find them today.',
  'Quiet. I would like to stay quiet and still be here.',
  'Worried about the count of substitutes. Saying it helps a little.',
  'My shoulders came down when the bell rang just now.',
]

/** The check-ins of the cycle: that they happened, who was here, and the few words that were given. */
export async function loadCheckIns({ transaction }: Rows, world: World): Promise<void> {
  const candidates = world.teams
    .flatMap((team) => {
      const weekday = weekdays.findIndex((name) => team.rhythm.startsWith(name))
      const time = /\d{1,2}:\d\d/.exec(team.rhythm)?.[0] ?? '12:40'
      return Array.from({ length: weeks }, (_, week) => dayAfter(firstMonday, week * 7))
        .filter((monday) => !away.has(monday))
        .map((monday) => ({ team, time, day: dayAfter(monday, Math.max(0, weekday)) }))
    })
    .filter(({ team, day }) => day <= (quietSince[team.key] ?? lastDay))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, held)
  const circles = candidates.map(({ team, day, time }) => {
    const path = `check-in/${team.key}/${day}`
    const members = world.membersOf(team.key).filter((person) => !person.ended || day < person.ended)
    const away =
      members.length > 2 && demoNumber(`${path}/away`, 4) === 0 ? demoNumber(`${path}/who`, members.length) : -1
    const present = members.filter((_, index) => index !== away)
    return { path, team: team.key, startedAt: instantOf(day, time), present }
  })
  await bulkInsert(
    transaction,
    'check_in',
    circles.map(({ path, team, startedAt, present }) => ({
      id: demoId(path),
      teamId: teamId(team),
      question: questions[demoNumber(path, questions.length)]!,
      minutesPerPerson: 1,
      state: 'ended',
      startedById: present[0]!.id,
      startedAt,
      phaseSince: laterBy(startedAt, 300 + present.length * 60),
      turnOfId: null,
      order: JSON.stringify(present.map((person) => person.id)),
      endedAt: laterBy(startedAt, 300 + present.length * 60),
      openForTeamId: null,
    })),
  )
  await bulkInsert(
    transaction,
    'check_in_turn',
    circles.flatMap(({ path, startedAt, present }) =>
      present.map((person, index) => {
        const gave = demoNumber(`${path}/${person.handle}`, 9) === 0
        return {
          checkInId: demoId(path),
          personId: person.id,
          words: gave ? given[demoNumber(`${path}/${person.handle}/words`, given.length)]! : '',
          kept: gave ? 'team' : 'undecided',
          sharedEntryId: null,
          joinedAt: laterBy(startedAt, index * 7),
          updatedAt: laterBy(startedAt, 240 + index * 60),
        }
      }),
    ),
  )
}

const rank = ({ team, day }: { team: { key: string }; day: string }) => demoNumber(`held/${team.key}/${day}`, 1_000_000)

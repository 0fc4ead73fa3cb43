import { bulkInsert } from './bulk-insert.ts'
import { demoId, demoNumber } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { dayAfter, instantOf, laterBy } from './demo-time.ts'
import { readYaml } from './read-files.ts'
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

type Written = { questions: string[]; shared: { team: string; by: string; words: string }[] }

/** The check-ins of the cycle: that they happened, who was here, and the few words that were given. */
export async function loadCheckIns({ transaction }: Rows, world: World): Promise<void> {
  const { questions, shared } = readYaml<Written>('world/check-ins.yaml')
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
  // What somebody gave stands in the newest circles that they sat in, one line in each.
  const given = new Map<string, string>()
  const newestFirst = circles.toSorted((one, other) => (one.startedAt < other.startedAt ? 1 : -1))
  for (const { team, by, words } of shared) {
    const key = (path: string) => `${path} ${world.member(team, by).handle}`
    const circle = newestFirst.find(
      (one) =>
        one.team === team &&
        one.present.some((person) => person.id === world.member(team, by).id) &&
        !given.has(key(one.path)),
    )
    if (circle) given.set(key(circle.path), words)
  }
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
        const words = given.get(`${path} ${person.handle}`)
        return {
          checkInId: demoId(path),
          personId: person.id,
          words: words ?? '',
          kept: words ? 'team' : 'undecided',
          sharedEntryId: null,
          joinedAt: laterBy(startedAt, index * 7),
          updatedAt: laterBy(startedAt, 240 + index * 60),
        }
      }),
    ),
  )
}

const rank = ({ team, day }: { team: { key: string }; day: string }) => demoNumber(`held/${team.key}/${day}`, 1_000_000)

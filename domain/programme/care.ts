/**
 * Who needs care, in sentences: what a coach would notice on a morning look, each with one suggested act. No counts to
 * compare teams by, no red lists.
 */
import { counted } from '../in-words.ts'
import { daysBetween } from './days.ts'

export type TeamInCare = {
  id: string
  name: string
  portfolioId: string | null
  state: string | null
  touchedAt: string | null
  members: number
  confirmedChampions: number
  mentors: number
  consentPending: number
  dueOn: string | null
}
export type Care = { teamId: string; team: string; sentence: string; act: { words: string; href: string } }

export const quietDays = 14

/** @param now the instant of the look; @param largest the most members a team may have */
export function careFor(team: TeamInCare, now: string, { smallest = 2, largest = 5 } = {}): Care[] {
  const care: Care[] = []
  const add = (sentence: string, words: string, href: string) =>
    care.push({ teamId: team.id, team: team.name, sentence, act: { words, href } })
  const home = `/teams/${team.id}`
  if (team.state === 'certified' || team.state === 'not-yet') return care
  const writing = team.state === 'draft' || team.state === 'changes-asked'
  if (team.members < smallest)
    add(
      `has ${counted(team.members, 'member')} now; a core team needs two.`,
      'Talk with them, and find a colleague',
      `${home}/people`,
    )
  if (team.members > largest) add('has more than five members.', 'Ask who moves on', `${home}/people`)
  if (team.state === 'changes-asked' && team.dueOn) {
    const days = daysBetween(now.slice(0, 10), team.dueOn)
    const when = days < 0 ? 'were due already' : days === 0 ? 'are due today' : `are due in ${counted(days, 'day')}`
    add(`works on the changes that were asked; they ${when}.`, 'Ask what would help', home)
  } else if (writing && team.touchedAt) {
    const quiet = daysBetween(team.touchedAt.slice(0, 10), now.slice(0, 10))
    if (quiet >= quietDays) add(`has been quiet for ${counted(quiet, 'day')}.`, 'Call, and ask how they are', home)
  }
  if (team.confirmedChampions === 0)
    add('has no champion who confirmed access yet.', 'Write to the champion', `${home}/people`)
  if (team.mentors === 0) add('has no mentor yet.', 'Assign a mentor', `${home}/people`)
  if (writing && team.consentPending > 0) {
    add(
      `has ${counted(team.consentPending, 'piece')} of evidence waiting for consent.`,
      'See what is open',
      `/portfolios/${team.portfolioId}/evidence`,
    )
  }
  return care
}

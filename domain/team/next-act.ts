/** The one obvious next act of a team's home, by who looks and where the portfolio stands. */
export type NextAct = { words: string; href: string; because: string }

export function nextAct(facts: {
  member: boolean
  champion: { confirmed: boolean } | null
  teamId: string
  portfolioId: string
  state: string
  entries: number
  openCheckInId: string | null
  windowOpen: boolean
  /** Sections of the template that hold nothing yet and must. */
  missing: number
  /** The newest submission that stands. */
  submissionId: string | null
  /** The section to tend now, and the page last written in it. */
  tend: { key: string; title: string; entryId: string | null; begun: boolean } | null
}): NextAct {
  const contents = `/portfolios/${facts.portfolioId}`
  if (facts.member && facts.openCheckInId)
    return {
      words: 'Join the check-in',
      href: `/teams/${facts.teamId}/check-ins/${facts.openCheckInId}`,
      because: 'Your team is gathering now.',
    }
  if (facts.champion && !facts.champion.confirmed)
    return {
      words: 'Open the door',
      href: `/teams/${facts.teamId}/people#champion`,
      because: 'The team asks you to confirm, in a sentence, what access you give.',
    }
  if (!facts.member) return { words: 'Read the portfolio', href: contents, because: 'You read along; the team writes.' }
  if (facts.state === 'changes-asked')
    return {
      words: 'See what is asked',
      href: `${contents}/ready`,
      because: 'The reviewers asked for changes in named sections.',
    }
  if (facts.state === 'certified' || facts.state === 'not-yet')
    return {
      words: 'Read the decision',
      href: `${contents}/outcome`,
      because: 'The decision is there for all of you.',
    }
  if (facts.state !== 'draft')
    return {
      words: 'See what you submitted',
      href: facts.submissionId ? `/submissions/${facts.submissionId}` : `${contents}/ready`,
      because: 'Your portfolio is with its reviewers. You can go on writing; they read what you submitted.',
    }
  if (facts.entries === 0)
    return {
      words: 'Open your first page',
      href: `${contents}/sections/1`,
      because: 'Begin with who is here, and what each of you carries in.',
    }
  if (facts.windowOpen && facts.missing === 0)
    return {
      words: 'Begin the ready check',
      href: `${contents}/ready`,
      because: 'Submission is open, and every section holds something.',
    }
  if (facts.tend)
    return {
      words: facts.tend.begun ? `Go on with “${facts.tend.title}”` : `Begin “${facts.tend.title}”`,
      href: facts.tend.entryId ? `/entries/${facts.tend.entryId}` : `${contents}/sections/${facts.tend.key}`,
      because: facts.tend.begun
        ? 'It is begun, and would like a little more.'
        : 'Nothing is there yet. A few sentences are a beginning.',
    }
  return { words: 'Go on writing', href: contents, because: 'Everything has its page.' }
}

import { listEntries } from '#db/queries/entries.ts'
import { findHiddenPrompts, findPortfolio } from '#db/queries/portfolios.ts'
import { listPictures } from '#db/queries/team-home.ts'
import { findTeam, listChampions, listMembers } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { evidenceView } from '#domain/evidence/evidence-view.ts'
import { facetGroups, type Lens, mandalaGroups, timeGroups } from '#domain/portfolio/lenses.ts'
import type { TeamFacts } from '#domain/portfolio/section-state.ts'
import { type Phase, sectionOf, type Template, type TemplateSection } from '#domain/programme/edition.ts'
import { phaseStartsOn, phasesOn } from '#domain/programme/phases.ts'
import { isCurrent } from '#domain/team/roster.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { readContents } from './read-contents.ts'

const hasCover = (section: TemplateSection) => section.readyChecks.some((check) => check.rule === 'cover-alt-text')

async function open(context: Pick<AppContext, 'db' | 'clock'>, actor: Actor, portfolioId: string) {
  const { db, clock } = context
  const subject = await readablePortfolio(db, actor, portfolioId)
  const [portfolio, team, memberships, champions] = await Promise.all([
    findPortfolio(db, portfolioId),
    findTeam(db, subject.teamId),
    listMembers(db, subject.teamId),
    listChampions(db, subject.teamId),
  ])
  if (!portfolio || !team) throw notFound('portfolio')
  const today = clock.today(portfolio.timeZone)
  const template = JSON.parse(portfolio.template) as Template
  const facts: TeamFacts = {
    members: memberships.filter((membership) => isCurrent(membership, today)),
    hasCover: portfolio.coverEvidenceId !== null,
    checkInRhythm: team.checkInRhythm,
    confirmedChampions: champions.filter((one) => one.confirmedAt !== null).map((one) => one.givenName),
    evidenceWaiting: 0,
  }
  const contents = await readContents(db, portfolioId, template, facts)
  const phases = (JSON.parse(portfolio.phases) as Phase[]).map((phase) => ({
    ...phase,
    startsOn: phaseStartsOn(phase, portfolio),
  }))
  return {
    subject,
    template,
    phases,
    today,
    contents,
    head: {
      id: portfolio.id,
      teamId: subject.teamId,
      teamName: portfolio.teamName,
      state: portfolio.state,
      coverEvidenceId: portfolio.coverEvidenceId,
      me: actor.kind === 'person' ? actor.personId : '',
      mayWrite: can(actor, 'write', subject),
      mayAnnotate: can(actor, 'annotate', subject),
      phasesNow: phasesOn(phases, portfolio, today).map((phase) => phase.title),
    },
  }
}

/** The contents of a portfolio through one lens. */
export async function readPortfolio(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  portfolioId: string,
  lens: Lens,
) {
  const { head, contents, phases } = await open(context, actor, portfolioId)
  const entries = contents.sections.flatMap((section) => section.entries)
  const groups =
    lens === 'time'
      ? timeGroups(entries, phases)
      : lens === 'facet'
        ? facetGroups(entries)
        : lens === 'mandala'
          ? mandalaGroups(entries)
          : null
  const titles = Object.fromEntries(contents.sections.map((section) => [section.key, section.title]))
  return { ...head, lens, sections: contents.sections, groups, sectionTitles: titles }
}

/** One section: its purpose, its prompts, what it offers and hopes for, and its entries in order. */
export async function readSection(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  portfolioId: string,
  key: string,
) {
  const { head, contents, template, phases } = await open(context, actor, portfolioId)
  const section = sectionOf(template, key)
  const view = contents.sections.find((one) => one.key === key)
  if (!section || !view) throw notFound('section')
  const [hidden, archived, pictures] = await Promise.all([
    findHiddenPrompts(context.db, portfolioId, key),
    head.mayWrite ? listEntries(context.db, portfolioId, { archived: true, section: key }) : [],
    head.mayWrite && hasCover(section) ? listPictures(context.db, portfolioId) : null,
  ])
  const place = template.sections.indexOf(section)
  const near = (index: number) => {
    const other = template.sections[index]
    return other ? { key: other.key, title: other.title } : null
  }
  return {
    ...head,
    section: {
      ...view,
      prompts: section.prompts.map((prompt) => ({ ...prompt, hidden: hidden.includes(prompt.key) })),
      blocks: section.blocks,
      evidence: section.evidence,
      readyChecks: section.readyChecks.map((check) => check.words),
      phaseTitles: phases.filter((phase) => section.phases.includes(phase.key)).map((phase) => phase.title),
    },
    archived: archived.map((row) => ({ id: row.id, title: row.title, authorId: row.authorId })),
    cover: pictures
      ? { chosen: head.coverEvidenceId, pictures: pictures.map((picture) => evidenceView(picture)) }
      : null,
    before: near(place - 1),
    after: near(place + 1),
  }
}

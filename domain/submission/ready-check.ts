/**
 * The ready check: what is still open before a portfolio is submitted, as sentences with a place to go. Only consent, a
 * missing required section, a picture without words and a team of the wrong size stand in the way; the rest is a
 * conversation that the team may end as it likes.
 */

import { consentObstacles } from '../evidence/consent.ts'
import type { EvidenceFacts } from '../evidence/evidence-view.ts'
import { listed } from '../in-words.ts'
import type { EntryFacts } from '../portfolio/entry-facts.ts'
import type { ReadyCheck, TemplateSection } from '../programme/edition.ts'

export type OpenPoint = {
  /** Stands in the way of submitting. */
  blocks: boolean
  sentence: string
  href: string
  /** Section key, or where it concerns the whole portfolio. */
  section: string | null
}

export type UsedEvidence = EvidenceFacts & { archivedAt: string | null; declaration: EvidenceFacts['declaration'] }

export type ReadyFacts = {
  portfolioId: string
  teamId: string
  sections: TemplateSection[]
  /** Sections that this submission may change; null: all of them. */
  open: string[] | null
  entries: EntryFacts[]
  members: { personId: string; givenName: string }[]
  coverEvidenceId: string | null
  checkInRhythm: string | null
  championConfirmed: boolean
  /** Evidence that entries use, and the cover. */
  evidence: UsedEvidence[]
}

const smallestTeam = 2
const largestTeam = 5

function missing(check: ReadyCheck, section: TemplateSection, facts: ReadyFacts): boolean {
  const entries = facts.entries.filter((entry) => entry.section === section.key)
  const written = entries.filter((entry) => entry.words > 0 || Object.keys(entry.tools).length > 0)
  const count = check.count ?? 1
  switch (check.rule) {
    case 'has-entry':
      return written.length < count
    case 'word-limit':
      return entries.reduce((sum, entry) => sum + entry.words, 0) > count
    case 'cover-alt-text':
      return !facts.evidence.some((one) => one.id === facts.coverEvidenceId && one.altText.trim() !== '')
    case 'check-in-rhythm':
      return !facts.checkInRhythm
    case 'everyone-wrote':
      return peopleMissing(entries, facts).length > 0
    case 'entry-per-member':
      return peopleMissing(entries, facts).length > 0
    case 'champion-confirmed':
      return !facts.championConfirmed
    case 'champion-statement':
      return written.length === 0
    case 'entries-dated':
      return written.some((entry) => entry.happenedOn === null)
    case 'revisited-later':
      return written.length < 2
    case 'has-blocks': {
      const wanted = new Set<string>(check.blocks ?? [])
      const present = written.reduce(
        (sum, entry) =>
          sum + Object.entries(entry.tools).reduce((n, [tool, many]) => (wanted.has(tool) ? n + many : n), 0),
        0,
      )
      return present < count
    }
    case 'has-evidence':
      return entries.reduce((sum, entry) => sum + entry.evidence + entry.quotes, 0) < count
    case 'evidence-kinds':
      return new Set(facts.evidence.map((one) => one.kind)).size < count
    case 'learning-cycles':
      return written.length < count
    case 'counter-evidence':
    case 'exchange-with-team':
      return written.length === 0
    case 'consent-clear':
      return false
  }
}

function peopleMissing(entries: EntryFacts[], { members }: ReadyFacts) {
  const here = new Set(entries.flatMap((entry) => (entry.authorId ? [entry.authorId] : entry.writerIds)))
  return members.filter((member) => !here.has(member.personId))
}

function sentenceFor(check: ReadyCheck, section: TemplateSection, facts: ReadyFacts): string {
  if (check.rule !== 'entry-per-member' && check.rule !== 'everyone-wrote') return check.words
  const entries = facts.entries.filter((entry) => entry.section === section.key)
  const names = peopleMissing(entries, facts).map((member) => member.givenName)
  return names.length > 0 && names.length <= 3 ? `${check.words} Still to come: ${listed(names)}.` : check.words
}

/** What is open, those that stand in the way first. Empty: ready. */
export function openPoints(facts: ReadyFacts): OpenPoint[] {
  const points: OpenPoint[] = []
  const isOpen = (key: string) => facts.open === null || facts.open.includes(key)
  const { length } = facts.members
  if (length < smallestTeam || length > largestTeam) {
    const sentence =
      length < smallestTeam
        ? 'A core team has two members or more when it submits. Ask your coach to add a colleague.'
        : 'A core team has five members at most when it submits. Ask your coach which of you moves on.'
    points.push({ blocks: true, sentence, href: `/teams/${facts.teamId}/people`, section: null })
  }
  for (const obstacle of consentObstacles(facts.evidence)) {
    points.push({ blocks: true, sentence: obstacle.sentence, href: obstacle.href, section: null })
  }
  for (const one of facts.evidence) {
    if (one.kind === 'photo' && one.state === 'ready' && one.altText.trim() === '') {
      const sentence = `“${one.title || 'A picture'}” needs a few words for those who cannot see it.`
      points.push({ blocks: true, sentence, href: `/evidence/${one.id}`, section: null })
    }
  }
  for (const section of facts.sections.filter((one) => isOpen(one.key))) {
    const href = `/portfolios/${facts.portfolioId}/sections/${section.key}`
    const written = facts.entries.some(
      (entry) => entry.section === section.key && (entry.words > 0 || Object.keys(entry.tools).length > 0),
    )
    if (section.required && !written) {
      points.push({
        blocks: true,
        sentence: `“${section.title}” is still empty. ${section.purpose}`,
        href,
        section: section.key,
      })
      continue
    }
    for (const check of section.readyChecks) {
      if (missing(check, section, facts)) {
        points.push({ blocks: false, sentence: sentenceFor(check, section, facts), href, section: section.key })
      }
    }
  }
  return points.sort((a, b) => Number(b.blocks) - Number(a.blocks))
}

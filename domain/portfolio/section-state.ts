/**
 * The state of a section as a sentence a colleague might say. It speaks of what is there; what is still open is the
 * ready check's to say.
 */
import { aboutWords, capitalised, counted, inWords, listed } from '../in-words.ts'
import type { ReadyRule, TemplateSection } from '../programme/edition.ts'
import type { EntryFacts } from './entry-facts.ts'

export type TeamFacts = {
  members: { personId: string; givenName: string }[]
  hasCover: boolean
  checkInRhythm: string | null
  /** Given names of champions who confirmed access. */
  confirmedChampions: string[]
  evidenceWaiting: number
}
export type SectionState = {
  sentence: string
  /** `empty`: nothing yet; `begun`: something; `there`: what the template hopes for seems to be there. */
  tended: 'empty' | 'begun' | 'there'
}

const has = (section: TemplateSection, rule: ReadyRule) => section.readyChecks.find((check) => check.rule === rule)

function peopleSentence(entries: EntryFacts[], members: TeamFacts['members'], personal: boolean): SectionState {
  const here = new Set(
    entries.flatMap((entry) => (entry.authorId ? [entry.authorId] : personal ? [] : entry.writerIds)),
  )
  const written = members.filter((member) => here.has(member.personId))
  const missing = members.filter((member) => !here.has(member.personId)).map((member) => member.givenName)
  if (missing.length === 0) {
    const all = members.length === 2 ? 'both' : `all ${inWords(members.length)}`
    return { sentence: `${all} of you have written here`, tended: 'there' }
  }
  if (written.length === 0) return { sentence: 'nobody has written here yet', tended: 'begun' }
  if (members.length === 2)
    return { sentence: `${written[0]?.givenName} has written here; ${missing[0]} not yet`, tended: 'begun' }
  const whoIsMissing = missing.length <= 2 ? `; ${listed(missing)} not yet` : ''
  return { sentence: `${written.length} of ${members.length} of you have written here${whoIsMissing}`, tended: 'begun' }
}

function toolsSentence(entries: EntryFacts[]): string[] {
  const icebergs = entries.reduce((sum, entry) => sum + (entry.tools.iceberg ?? 0), 0)
  const loops = entries.reduce((sum, entry) => sum + (entry.tools['causal-loop'] ?? 0), 0)
  const words: string[] = []
  if (icebergs) words.push(icebergs === 1 ? 'an iceberg' : `${inWords(icebergs)} icebergs`)
  if (loops) words.push(loops === 1 ? 'a causal loop' : `${inWords(loops)} causal loops`)
  return words
}

/** @param entries this section's, archived ones left out. */
export function sectionState(section: TemplateSection, entries: EntryFacts[], team: TeamFacts): SectionState {
  if (entries.length === 0) return { sentence: 'Not begun yet.', tended: 'empty' }
  const words = entries.reduce((sum, entry) => sum + entry.words, 0)
  if (words === 0 && toolsSentence(entries).length === 0)
    return {
      sentence:
        entries.length === 1
          ? 'A page is open; its first words are still to come.'
          : `${capitalised(inWords(entries.length))} pages are open; their first words are still to come.`,
      tended: 'empty',
    }

  const parts: string[] = []
  let tended: SectionState['tended'] = 'begun'
  const limit = has(section, 'word-limit')
  const perMember = has(section, 'entry-per-member') ?? has(section, 'everyone-wrote')
  const cycles = has(section, 'learning-cycles')
  const tools = toolsSentence(entries)

  if (limit?.count) {
    parts.push(`${words} of at most ${limit.count} words`)
    if (words <= limit.count) tended = 'there'
  } else if (cycles?.count) {
    const written = entries.filter((entry) => entry.words >= 30).length
    parts.push(
      written >= cycles.count
        ? `${counted(written, 'learning cycle')} written down`
        : `${written} of ${cycles.count} learning cycles written down`,
    )
    if (written >= cycles.count) tended = 'there'
  } else if (perMember && (section.personal || entries.some((entry) => entry.writerIds.length > 0))) {
    const people = peopleSentence(entries, team.members, section.personal)
    parts.push(people.sentence)
    tended = people.tended
  } else {
    const things = tools.length ? listed(tools) : counted(entries.length, 'entry', 'entries')
    parts.push(words === 0 ? things : `${things}, ${tools.length ? 'and ' : ''}${aboutWords(words)}`)
    tended = words >= 120 ? 'there' : 'begun'
  }

  if (has(section, 'cover-alt-text')) parts.push(team.hasCover ? 'a cover picture' : 'no cover picture yet')
  if (has(section, 'check-in-rhythm') && !team.checkInRhythm) parts.push('the rhythm of check-ins is still to choose')
  if (has(section, 'champion-confirmed'))
    parts.push(
      team.confirmedChampions.length
        ? `${listed(team.confirmedChampions)} opened the door`
        : 'the champion is still to confirm',
    )
  const blocks = has(section, 'has-blocks')
  if (blocks?.count && tended === 'there') {
    const present = entries.reduce((sum, entry) => sum + Object.values(entry.tools).reduce((a, b) => a + b, 0), 0)
    if (present < blocks.count && blocks.blocks?.some((block) => block === 'iceberg' || block === 'causal-loop'))
      tended = 'begun'
  }
  return { sentence: `${capitalised(parts.join('; '))}.`, tended }
}

/** Three ways to walk the same entries. Entries are written once and tagged; a lens only arranges them. */
import type { Phase } from '../programme/edition.ts'
import { facets, facetTitles, mandalaAreas, mandalaQuestions, mandalaTitles } from './tags.ts'

export const lenses = ['sections', 'time', 'facet', 'mandala'] as const
export type Lens = (typeof lenses)[number]
export const lensTitles: Record<Lens, string> = {
  sections: 'By section',
  time: 'Over time',
  facet: 'By facet',
  mandala: 'By mandala',
}

export function lensOf(value: string | null): Lens {
  return (lenses as readonly string[]).includes(value ?? '') ? (value as Lens) : 'sections'
}

export type LensEntry = {
  id: string
  section: string
  happenedOn: string | null
  createdAt: string
  tags: { kind: string; value: string }[]
}
export type LensGroup<E> = { key: string; title: string; question: string; entries: E[]; hint: string | null }

/** The day an entry tells of: its own date, or the day its page was opened. */
export function dayOf(entry: Pick<LensEntry, 'happenedOn' | 'createdAt'>): string {
  return entry.happenedOn ?? entry.createdAt.slice(0, 10)
}

const byDay = (a: LensEntry, b: LensEntry) =>
  dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : a.id < b.id ? -1 : 1

/** Entries in the phase they tell of, oldest first; what happened before the first phase begins belongs to it. */
export function timeGroups<E extends LensEntry>(
  entries: E[],
  phases: (Pick<Phase, 'key' | 'title' | 'asks'> & { startsOn: string })[],
): LensGroup<E>[] {
  const inOrder = [...phases].sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1))
  const groups = inOrder.map((phase) => ({
    key: phase.key as string,
    title: phase.title,
    question: phase.asks,
    entries: [] as E[],
    hint: null as string | null,
  }))
  for (const entry of [...entries].sort(byDay)) {
    let place = 0
    inOrder.forEach((phase, index) => {
      if (phase.startsOn <= dayOf(entry)) place = index
    })
    groups[place]?.entries.push(entry)
  }
  return groups.filter((group) => group.entries.length > 0 || group.key !== 'gather')
}

const tagged = <E extends LensEntry>(entries: E[], kind: string, value: string) =>
  entries.filter((entry) => entry.tags.some((tag) => tag.kind === kind && tag.value === value)).sort(byDay)

const facetQuestions = {
  self: 'What are we coming to see in ourselves?',
  relations: 'What is happening between us, and between us and the site?',
  wider: 'What holds things as they are, and what might move?',
} as const

export function facetGroups<E extends LensEntry>(entries: E[]): LensGroup<E>[] {
  return withoutTag(
    entries,
    'facet',
    facets.map((facet) => {
      const found = tagged(entries, 'facet', facet)
      const hint = found.length ? null : 'No entry carries this facet yet. Tag one, or write the page that is missing.'
      return { key: facet, title: facetTitles[facet], question: facetQuestions[facet], entries: found, hint }
    }),
  )
}

const quietAreas = {
  practice: 'Quiet so far. Where did you act, and for whom?',
  research: 'Quiet so far. What did you find out that another site could use?',
  capacity: 'Quiet so far. What did this work ask you to learn?',
  community: 'Quiet so far. Who joined you, and who is still outside?',
} as const

export function mandalaGroups<E extends LensEntry>(entries: E[]): LensGroup<E>[] {
  return withoutTag(
    entries,
    'mandala',
    mandalaAreas.map((area) => {
      const found = tagged(entries, 'mandala', area)
      const hint = found.length ? null : quietAreas[area]
      return { key: area, title: mandalaTitles[area], question: mandalaQuestions[area], entries: found, hint }
    }),
  )
}

/** What no tag of this kind reaches is shown last, so that a lens never hides an entry. */
function withoutTag<E extends LensEntry>(entries: E[], kind: string, groups: LensGroup<E>[]): LensGroup<E>[] {
  const bare = entries.filter((entry) => !entry.tags.some((tag) => tag.kind === kind)).sort(byDay)
  if (bare.length === 0) return groups
  return [
    ...groups,
    { key: 'untagged', title: 'Not tagged yet', question: 'Where do these belong?', entries: bare, hint: null },
  ]
}

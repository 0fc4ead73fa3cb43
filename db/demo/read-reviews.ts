/** The demo's reviews as their files write them, and the places in pages that their quotes mean. */
import type { SubmissionState } from '#domain/access/access-table.ts'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import type { Outcome } from '#domain/review/outcome.ts'
import { blockText, toolParts } from '#domain/review/quote.ts'
import type { LoadedEntry } from './load-entries.ts'
import { namesIn, readYaml } from './read-files.ts'

/** Level, sentence, page and the words there that it rests on. */
export type WrittenScore = [level: number, sentence: string, entry: string, quote: string]
export type WrittenReview = {
  reviewer: string
  submittedAt?: string
  scores?: Record<string, WrittenScore>
  feedback?: { noticed?: string; moved?: string; wonder?: string; toReach?: Record<string, string> }
  notes?: [entry: string, quote: string, words: string][]
}
export type WrittenSubmission = {
  number: number
  state: SubmissionState
  submittedAt: string
  by: string
  reviews?: WrittenReview[]
  /** Levels that the pair settled where they differed, with who proposed and who agreed. */
  agreed?: Record<string, [level: number, sentence: string, proposedBy: string, agreedBy: string]>
  moderation?: { reasons: string[]; openedAt: string; messages: { by: string; at: string; words: string }[] }
  decision?: {
    outcome: Outcome
    letter: string
    proposedBy: string
    proposedAt: string
    releasedAt: string
    sections?: { section: string; asks: string; dueOn: string }[]
  }
}
export type WrittenNote = {
  by: string
  on: string
  entry: string
  quote: string
  words: string
  reply?: [member: string, words: string]
  resolved?: boolean
}
export type ReviewFile = { submissions?: WrittenSubmission[]; notes?: WrittenNote[] }

export function readReviews(team: string): ReviewFile {
  return namesIn('reviews', `${team}.yaml`).length > 0 ? readYaml<ReviewFile>(`reviews/${team}.yaml`) : {}
}

export type Place = {
  entryId: string
  blockId: string
  partId: string | null
  start: number | null
  end: number | null
  quote: string
}

/** Where a quote stands. @throws where no paragraph of the page says it. */
export function placeOf(entries: LoadedEntry[], key: string, quote: string): Place {
  const entry = entries.find((one) => one.key === key)
  if (!entry) throw new Error(`No page is called ${key}.`)
  const words = quote.replace(/\*/g, '')
  const found = paragraphsOf(entry.content.page).find((node) => blockText(node).includes(words))
  if (!found) return placeInTool(entry, words)
  const start = blockText(found).indexOf(words)
  return {
    entryId: entry.id,
    blockId: String(found.attrs?.id),
    partId: null,
    start,
    end: start + words.length,
    quote: words,
  }
}

/** Words that stand in a thinking tool mean the part of it that says them. */
function placeInTool(entry: LoadedEntry, words: string): Place {
  for (const node of entry.content.page.content ?? []) {
    const state = entry.content.blocks[String(node.attrs?.blockId ?? '')]
    const part = state && findPart(state, words)
    if (!part || !state) continue
    // The story of a loop is no part that can be pointed at; then the whole tool is meant.
    const partId = toolParts(state).some((one) => one.id === part) ? part : null
    return { entryId: entry.id, blockId: String(node.attrs?.id), partId, start: null, end: null, quote: words }
  }
  throw new Error(`The page ${entry.team}/${entry.key} does not say “${words}”.`)
}

function findPart(value: unknown, words: string): string | undefined {
  if (Array.isArray(value)) {
    for (const item of value) {
      const texts = Object.values(item as object).filter((one) => typeof one === 'string')
      if (texts.some((text) => (text as string).includes(words))) return (item as { id: string }).id
    }
    return undefined
  }
  for (const inner of Object.values(value as object)) {
    if (!Array.isArray(inner)) continue
    const found = findPart(inner, words)
    if (found) return found
  }
  return undefined
}

function paragraphsOf(node: PageNode): PageNode[] {
  if (node.type === 'paragraph') return [node]
  return (node.content ?? []).flatMap(paragraphsOf)
}

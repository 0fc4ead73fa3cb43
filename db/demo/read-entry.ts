/** One page of a demo team: front matter in YAML, then Markdown in which `@name 11-18 16:10` begins a contribution. */
import { parse } from 'yaml'
import type { PageNode, ToolState } from '#domain/portfolio/page-schema.ts'
import { demoId } from './demo-id.ts'
import { instantOf, laterBy } from './demo-time.ts'
import { cutBlocks, type Making, parseBlock } from './parse-blocks.ts'
import { readText } from './read-files.ts'
import type { World } from './read-world.ts'

export type FrontMatter = {
  title: string
  section: string
  date: string
  /** Short name of the one author, in section 11. */
  author?: string
  facets?: string[]
  mandala?: string[]
  goals?: Record<string, string>
  /** Written by all its authors at the same time. */
  together?: boolean
}
export type Contribution = { personId: string; at: string; nodes: PageNode[] }
export type WrittenEntry = FrontMatter & {
  key: string
  id: string
  documentId: string
  authorId: string | null
  contributions: Contribution[]
  blocks: Record<string, ToolState>
  evidenceIds: string[]
}

const contributionLine = /^@([\w-]+)(?: (\d\d-\d\d))?(?: (\d?\d:\d\d))?$/

export const evidenceId = (team: string, key: string) => demoId(`evidence/${team}/${key}`)
export const entryId = (team: string, key: string) => demoId(`entry/${team}/${key}`)

export function readEntry(world: World, team: string, fileName: string): WrittenEntry {
  const key = fileName.replace(/\.md$/, '')
  const path = `teams/${team}/${fileName}`
  const [, front, body] = readText(path).match(/^---\n([\s\S]*?)\n---\n([\s\S]*)$/) ?? []
  if (front === undefined || body === undefined) throw new Error(`${path} has no front matter.`)
  const matter = parse(front) as FrontMatter
  const used = new Set<string>()
  let block = 0
  const making: Making = {
    nextId: () => demoId(`block/${team}/${key}/${++block}`),
    evidenceId(name) {
      used.add(evidenceId(team, name))
      return evidenceId(team, name)
    },
    blocks: {},
  }
  return {
    ...matter,
    section: String(matter.section),
    key,
    id: entryId(team, key),
    documentId: demoId(`document/${team}/${key}`),
    authorId: matter.author ? world.member(team, matter.author).id : null,
    contributions: readContributions(world, team, matter, body, making, path),
    blocks: making.blocks,
    evidenceIds: [...used],
  }
}

function readContributions(
  world: World,
  team: string,
  matter: FrontMatter,
  body: string,
  making: Making,
  path: string,
): Contribution[] {
  const contributions: Contribution[] = []
  let at = instantOf(matter.date, '15:40')
  if (matter.author) contributions.push({ personId: world.member(team, matter.author).id, at, nodes: [] })
  for (const source of cutBlocks(body)) {
    const [line, ...rest] = source.split('\n')
    const begins = line!.match(contributionLine)
    if (begins) {
      const [, name, monthAndDay, time] = begins
      const day = monthAndDay ? `${monthAndDay >= '08' ? 2026 : 2027}-${monthAndDay}` : matter.date
      if (monthAndDay || time) at = instantOf(day, time ?? '15:40')
      else if (contributions.length > 0) at = laterBy(at, 26 * 60)
      contributions.push({ personId: world.member(team, name!).id, at, nodes: [] })
    }
    const text = begins ? rest.join('\n') : source
    const last = contributions.at(-1)
    if (!last) throw new Error(`${path} begins without saying who writes.`)
    if (text) last.nodes.push(parseBlock(text, making))
  }
  return contributions
}

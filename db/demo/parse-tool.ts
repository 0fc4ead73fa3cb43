import { parse } from 'yaml'
import type { ToolState } from '#domain/portfolio/page-schema.ts'

type Card = string | ({ id?: string; text: string } & Record<string, string>)
type WrittenIceberg = {
  issue: string
  mode?: string
  date: string
  links?: string[]
} & Record<'events' | 'patterns' | 'artefacts' | 'mentalModels' | 'leverage', Card[] | undefined>
type WrittenLoop = {
  title: string
  date: string
  /** What can rise and fall, by a short key. */
  vars: Record<string, string>
  /** `from + to`, `from - to`, and ` later` where it takes time. */
  links: (string | { link: string; how: string })[]
  loops?: { name: string; path: string; story: string }[]
}

const laneLetters = { events: 'e', patterns: 'p', artefacts: 'a', mentalModels: 'm', leverage: 'l' } as const

/** A thinking tool as its page writes it in YAML, made into the state that the tool keeps. */
export function parseTool(tool: string, source: string): ToolState {
  return tool === 'iceberg' ? iceberg(parse(source)) : causalLoop(parse(source))
}

function iceberg(written: WrittenIceberg): ToolState {
  const lanes = Object.entries(laneLetters).map(([lane, letter]) => {
    const cards = written[lane as keyof typeof laneLetters] ?? []
    return [
      lane,
      cards.map((card, index) => ({
        id: `${letter}${index + 1}`,
        ...blank(lane),
        ...(typeof card === 'string' ? { text: card } : card),
      })),
    ]
  })
  return {
    tool: 'iceberg',
    mode: written.mode ?? 'today',
    issue: written.issue,
    ...Object.fromEntries(lanes),
    links: (written.links ?? []).map((link, index) => {
      const [from, to] = link.split('>')
      return { id: `k${index + 1}`, from: from!.trim(), to: to!.trim() }
    }),
    dateOfView: written.date,
    alternative: '',
    alternativeDigest: '',
  }
}

function blank(lane: string): Record<string, string> {
  if (lane === 'patterns') return { since: '', howWeKnow: '' }
  return lane === 'mentalModels' ? { heldBy: '' } : {}
}

function causalLoop(written: WrittenLoop): ToolState {
  const names = Object.entries(written.vars)
  const links = written.links.map((entry, index) => {
    const text = typeof entry === 'string' ? entry : entry.link
    const match = text.match(/^(\w+) ([+-]) (\w+)( later)?$/)
    if (!match) throw new Error(`This is not a link between two variables: ${text}`)
    return {
      id: `k${index + 1}`,
      from: match[1]!,
      to: match[3]!,
      sign: match[2]!,
      delay: match[4] !== undefined,
      howWeKnow: typeof entry === 'string' ? '' : entry.how,
    }
  })
  const linkIds = (path: string) => {
    const stops = path.split(' ')
    return stops.map((from, index) => {
      const to = stops[(index + 1) % stops.length]
      const found = links.find((link) => link.from === from && link.to === to)
      if (!found) throw new Error(`The loop ${path} has no link from ${from} to ${to}.`)
      return found.id
    })
  }
  return {
    tool: 'causal-loop',
    title: written.title,
    // Places stay open; the tool lays variables out on a ring until somebody carries them elsewhere.
    vars: names.map(([id, name]) => ({ id, name, x: null, y: null })),
    links,
    loops: (written.loops ?? []).map((loop, index) => ({
      id: `o${index + 1}`,
      linkIds: linkIds(loop.path),
      name: loop.name,
      story: loop.story,
    })),
    dateOfView: written.date,
    alternative: '',
    alternativeDigest: '',
  }
}

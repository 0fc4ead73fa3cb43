/**
 * Whether a page may stand in the record: known nodes and marks with attributes of the right kind, safe links, sane
 * sizes. Every update from a browser passes here before it is written, because a browser is not obliged to be ours.
 */
import { checkTool } from '#domain/blocks/check-tool.ts'
import { limits } from '#domain/limits.ts'
import { allowedUrl } from './allowed-url.ts'
import {
  calloutTones,
  type EntryContent,
  type PageMark,
  type PageNode,
  pageSchema,
  paragraphKinds,
  toolKinds,
} from './page-schema.ts'

/** What is wrong, as words for a log and for the person; undefined when nothing is. */
export type PageProblem = string | undefined

type Kind = (value: unknown) => boolean
const shortText: Kind = (value) => typeof value === 'string' && value.length <= limits.fieldText
const idText: Kind = (value) => typeof value === 'string' && value.length <= 100 && !value.includes('\0')
const smallNumber: Kind = (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 100_000
const oneOf =
  (values: readonly string[]): Kind =>
  (value) =>
    values.includes(value as string)

const attributeKinds: Record<string, Kind> = {
  id: idText,
  kind: oneOf(paragraphKinds),
  start: smallNumber,
  checked: (value) => typeof value === 'boolean',
  tone: oneOf(calloutTones),
  colspan: smallNumber,
  rowspan: smallNumber,
  colwidth: (value) => Array.isArray(value) && value.length <= 100 && value.every(smallNumber),
  evidenceId: idText,
  alt: shortText,
  caption: shortText,
  tool: oneOf(toolKinds),
  blockId: idText,
  href: (value) => allowedUrl(value) !== null,
}

/** Decoration that browsers add to a link; rendering writes its own. */
const ignoredLinkAttributes = new Set(['target', 'rel', 'class', 'title'])

/** Said of a block, and of a page as a whole. */
export const tooManyNodes = `more than ${limits.nodes} nodes`

/** Checks one block with all that is in it. */
export function blockProblem(node: PageNode): PageProblem {
  let nodes = 0
  const walk = (current: PageNode, depth: number): PageProblem => {
    if (depth > limits.depth) return `nested deeper than ${limits.depth}`
    if (++nodes > limits.nodes) return tooManyNodes
    const problem = nodeProblem(current)
    if (problem) return problem
    for (const child of current.content ?? []) {
      const below = walk(child, depth + 1)
      if (below) return below
    }
    return undefined
  }
  return walk(node, 1) ?? shapeProblem(node)
}

function nodeProblem(node: PageNode): PageProblem {
  const type = pageSchema.nodes[node.type]
  if (!type || node.type === 'doc') return `unknown node ${node.type.slice(0, 40)}`
  for (const [name, value] of Object.entries(node.attrs ?? {})) {
    if (!Object.hasOwn(type.spec.attrs ?? {}, name)) return `unknown attribute ${name.slice(0, 40)} of ${node.type}`
    if (value !== null && value !== undefined && !attributeKinds[name]?.(value)) return `bad ${name} of ${node.type}`
  }
  for (const mark of node.marks ?? []) {
    const problem = markProblem(mark)
    if (problem) return problem
  }
  return undefined
}

/** Also asked for formatting alone, when a whole block need not be read. */
export function markProblem(mark: PageMark): PageProblem {
  const type = pageSchema.marks[mark.type]
  if (!type) return `unknown mark ${mark.type.slice(0, 40)}`
  for (const [name, value] of Object.entries(mark.attrs ?? {})) {
    if (mark.type === 'link' && ignoredLinkAttributes.has(name)) {
      if (value !== null && !idText(value)) return `bad ${name} of link`
    } else if (!Object.hasOwn(type.spec.attrs ?? {}, name)) {
      return `unknown attribute ${name.slice(0, 40)} of ${mark.type}`
    } else if (value !== null && !attributeKinds[name]?.(value)) return `bad ${name} of ${mark.type}`
  }
  return undefined
}

/** Whether the children stand where the schema has room for them. */
function shapeProblem(node: PageNode): PageProblem {
  const type = pageSchema.nodes[node.type]
  if (!type?.isInGroup('block')) return `${node.type} cannot stand in a page by itself`
  const walk = (current: PageNode): PageProblem => {
    let match = pageSchema.nodes[current.type]?.contentMatch
    for (const child of current.content ?? []) {
      const childType = pageSchema.nodes[child.type]
      match = (childType && match?.matchType(childType)) ?? undefined
      if (!match) return `${child.type} cannot stand in ${current.type}`
      const below = walk(child)
      if (below) return below
    }
    return undefined
  }
  return walk(node)
}

/** The whole entry: before it is frozen, and whenever a document is read from somewhere else. */
export function contentProblem(content: EntryContent): PageProblem {
  if (content.page.type !== 'doc') return 'a page is a doc'
  for (const block of content.page.content ?? []) {
    const problem = blockProblem(block)
    if (problem) return problem
  }
  for (const tool of Object.values(content.blocks)) {
    const [problem] = checkTool(tool)
    if (problem) return problem
  }
  return undefined
}

/** The words of one paragraph before and after, with their marks: what stayed, what went, what came. */
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import { diffSequence, type Effort, wordsOf } from './diff-words.ts'

export type InlinePiece = { change: 'same' | 'out' | 'in'; nodes: PageNode[] }
export type InlineDiff = {
  pieces: InlinePiece[]
  /** Whether any word differs, and whether any word that stayed looks different. */
  reworded: boolean
  restyled: boolean
}

type Token = { text: string; node: PageNode }
type Hunk = { same: Token[] } | { out: Token[]; come: Token[] }

/** Below this share of common words a paragraph is told as one text in the place of another. */
const leastInCommon = 0.2

export function compareInline(before: PageNode[], after: PageNode[], effort: Effort): InlineDiff {
  const [old, now] = [before.flatMap(tokensOf), after.flatMap(tokensOf)]
  let restyled = false
  let hunks: Hunk[] = []
  let [i, j] = [0, 0]
  for (const { kind, count } of diffSequence(old.map(textOf), now.map(textOf), effort)) {
    if (kind === 'same') {
      const stays = now.slice(j, j + count)
      restyled ||= stays.some((token, n) => !sameMarks(token.node, old[i + n]!.node))
      hunks.push({ same: stays })
      i += count
      j += count
      continue
    }
    let last = hunks.at(-1)
    if (!last || 'same' in last) {
      last = { out: [], come: [] }
      hunks.push(last)
    }
    if (kind === 'out') {
      last.out.push(...old.slice(i, i + count))
      i += count
    } else {
      last.come.push(...now.slice(j, j + count))
      j += count
    }
  }
  const words = (tokens: Token[]) => tokens.filter(({ text }) => text.trim() !== '').length
  const common = hunks.reduce((sum, hunk) => sum + ('same' in hunk ? words(hunk.same) : 0), 0)
  const most = Math.max(words(old), words(now))
  if (words(old) > 0 && words(now) > 0 && common < most * leastInCommon) hunks = [{ out: old, come: now }]
  const pieces = joined(hunks).flatMap(piecesOf)
  return { pieces, reworded: pieces.some((piece) => piece.change !== 'same'), restyled }
}

/** A blank between two changes belongs to them: three words out and three in read better than one by one. */
function joined(hunks: Hunk[]): Hunk[] {
  const done: Hunk[] = []
  hunks.forEach((hunk, n) => {
    const last = done.at(-1)
    if ('same' in hunk) {
      const between = last && !('same' in last) && n < hunks.length - 1
      if (!between || hunk.same.some(({ text }) => text.trim() !== '')) done.push(hunk)
      else {
        last.out.push(...hunk.same)
        last.come.push(...hunk.same)
      }
    } else if (last && !('same' in last)) {
      last.out.push(...hunk.out)
      last.come.push(...hunk.come)
    } else done.push({ out: [...hunk.out], come: [...hunk.come] })
  })
  return done
}

function piecesOf(hunk: Hunk): InlinePiece[] {
  const piece = (change: InlinePiece['change'], tokens: Token[]): InlinePiece[] =>
    tokens.length > 0 ? [{ change, nodes: nodesOf(tokens) }] : []
  return 'same' in hunk ? piece('same', hunk.same) : [...piece('out', hunk.out), ...piece('in', hunk.come)]
}

function tokensOf(node: PageNode): Token[] {
  if (node.type !== 'text') return [{ text: '\n', node }]
  return wordsOf(node.text ?? '').map((text) => ({ text, node: { ...node, text } }))
}

const textOf = (token: Token) => token.text

function nodesOf(tokens: Token[]): PageNode[] {
  const nodes: PageNode[] = []
  for (const { node } of tokens) {
    const last = nodes.at(-1)
    if (last?.type === 'text' && node.type === 'text' && sameMarks(last, node)) last.text = `${last.text}${node.text}`
    else nodes.push({ ...node })
  }
  return nodes
}

function sameMarks(one: PageNode, other: PageNode): boolean {
  return JSON.stringify(one.marks ?? []) === JSON.stringify(other.marks ?? [])
}

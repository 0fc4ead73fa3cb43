/** The difference of two texts word by word: what stayed, what went, what came. */

/** A run of one kind; `out` counts in the text before, `in` in the text after, `same` in both. */
export type DiffRun = { kind: 'same' | 'out' | 'in'; count: number }

/**
 * Comparing costs words times words. Beyond so many pairs in one text, or in all texts of a page together, what differs
 * is told as one piece in the place of another.
 */
const mostPairs = 1_000_000
export const mostPairsOfPage = 20_000_000
/** How many pairs may still be looked at. */
export type Effort = { pairs: number }

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Words, blanks and marks, each for itself, in any script. */
export function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** The fewest words out and in that make the one out of the other. Neighbours of one kind are one run. */
export function diffSequence(
  before: readonly string[],
  after: readonly string[],
  effort: Effort = { pairs: mostPairsOfPage },
): DiffRun[] {
  let left = 0
  while (left < before.length && left < after.length && before[left] === after[left]) left++
  let right = 0
  const room = Math.min(before.length, after.length) - left
  while (right < room && before.at(-1 - right) === after.at(-1 - right)) right++
  const runs: DiffRun[] = []
  push(runs, 'same', left)
  middle(before.slice(left, before.length - right), after.slice(left, after.length - right), runs, effort)
  push(runs, 'same', right)
  return runs
}

function push(runs: DiffRun[], kind: DiffRun['kind'], count: number): void {
  if (count === 0) return
  const last = runs.at(-1)
  if (last?.kind === kind) last.count += count
  else runs.push({ kind, count })
}

function middle(before: string[], after: string[], runs: DiffRun[], effort: Effort): void {
  const [n, m] = [before.length, after.length]
  if (n === 0 || m === 0 || n * m > Math.min(mostPairs, effort.pairs)) {
    push(runs, 'out', n)
    push(runs, 'in', m)
    return
  }
  effort.pairs -= n * m
  // common[i][j]: how many words the rest from i and the rest from j have in common, in order.
  const width = m + 1
  const common = new Uint32Array((n + 1) * width)
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      common[i * width + j] =
        before[i] === after[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
    }
  }
  let [i, j] = [0, 0]
  while (i < n || j < m) {
    if (i < n && j < m && before[i] === after[j]) {
      push(runs, 'same', 1)
      i++
      j++
    } else if (j >= m || (i < n && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      push(runs, 'out', 1)
      i++
    } else {
      push(runs, 'in', 1)
      j++
    }
  }
}

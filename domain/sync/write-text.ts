/** Changes a shared text into another one by the smallest difference. */
import type * as Y from 'yjs'
import type { PageMark, PageNode } from '#domain/portfolio/page-schema.ts'
import { diffSequence, wordsOf } from '#domain/versions/diff-words.ts'

type Unit = { text: string; marks: string }

/** Word by word, so that a caret in a word that stays stays there, and a colleague's words beside it too. */
export function rewriteText(text: Y.XmlText, was: PageNode[], becomes: PageNode[]): void {
  const before = was.flatMap(unitsOf)
  const after = becomes.flatMap(unitsOf)
  const keys = (units: Unit[]) => units.map((unit) => `${unit.marks} ${unit.text}`)
  let [at, old, now] = [0, 0, 0]
  let out: Unit[] = []
  for (const run of [...diffSequence(keys(before), keys(after)), { kind: 'same', count: 0 }]) {
    if (run.kind === 'out') {
      out = before.slice(old, old + run.count)
    } else if (run.kind === 'in') {
      at = replace(text, at, out, after.slice(now, now + run.count))
      out = []
    } else {
      at = replace(text, at, out, []) + lengthOf(before.slice(old, old + run.count))
      out = []
    }
    if (run.kind !== 'in') old += run.count
    if (run.kind !== 'out') now += run.count
  }
}

/** Puts words in the place of others, leaving the letters alone that both begin and end with. @returns where it ends */
function replace(text: Y.XmlText, start: number, out: Unit[], come: Unit[]): number {
  const [before, after] = [out.flatMap(lettersOf), come.flatMap(lettersOf)]
  const alike = (a: Unit | undefined, b: Unit | undefined) => a?.text === b?.text && a?.marks === b?.marks
  let left = 0
  while (left < Math.min(before.length, after.length) && alike(before[left], after[left])) left++
  let right = 0
  const room = Math.min(before.length, after.length) - left
  while (right < room && alike(before.at(-1 - right), after.at(-1 - right))) right++
  let at = start + lengthOf(before.slice(0, left))
  const gone = lengthOf(before.slice(left, before.length - right))
  if (gone > 0) text.delete(at, gone)
  for (const run of runsOf(after.slice(left, after.length - right))) {
    text.insert(at, run.text, attributesOf(JSON.parse(run.marks)))
    at += run.text.length
  }
  return at + lengthOf(before.slice(before.length - right))
}

/** Whole characters, so that an emoji is never cut in two. */
function lettersOf({ text, marks }: Unit): Unit[] {
  return Array.from(text, (letter) => ({ text: letter, marks }))
}

function lengthOf(units: Unit[]): number {
  return units.reduce((sum, unit) => sum + unit.text.length, 0)
}

function unitsOf(node: PageNode): Unit[] {
  const marks = JSON.stringify(node.marks ?? [])
  return wordsOf(node.text ?? '').map((text) => ({ text, marks }))
}

function runsOf(units: Unit[]): Unit[] {
  const runs: Unit[] = []
  for (const { text, marks } of units) {
    const last = runs.at(-1)
    if (last?.marks === marks) last.text += text
    else runs.push({ text, marks })
  }
  return runs
}

/** Marks as a shared text keeps them. */
export function attributesOf(marks: PageMark[] = []): Record<string, unknown> {
  return Object.fromEntries(marks.map((mark) => [mark.type, mark.attrs ?? {}]))
}

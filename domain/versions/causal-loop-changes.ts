import { type CausalLink, type CausalLoopState, drawnLinks } from '#domain/blocks/causal-loop/causal-loop.ts'
import { linkSentence } from '#domain/blocks/causal-loop/causal-loop-words.ts'
import { compareLists, quoted } from './list-changes.ts'

/** What changed between two states of a causal loop diagram: title, variables, links, and the names of loops. */
export function causalLoopChanges(before: CausalLoopState, after: CausalLoopState): string[] {
  const changes: string[] = []
  if (before.title.trim() !== after.title.trim()) {
    changes.push(`The title was ${quoted(before.title, 'not given')}, and is ${quoted(after.title, 'not given')}.`)
  }
  const variables = compareLists(before.vars, after.vars)
  const nameless = 'a variable without a name'
  for (const { name } of variables.added) changes.push(`Variable ${quoted(name, nameless)} was added.`)
  for (const { name } of variables.removed) changes.push(`Variable ${quoted(name, nameless)} was taken out.`)
  for (const { was, is } of variables.kept) {
    if (was.name !== is.name)
      changes.push(`Variable ${quoted(was.name, nameless)} became ${quoted(is.name, nameless)}.`)
  }
  const links = compareLists(drawnLinks(before), drawnLinks(after))
  for (const link of links.added) changes.push(`New link: ${linkSentence(after, link)}`)
  for (const link of links.removed) changes.push(`Link taken out: ${linkSentence(before, link)}`)
  for (const { was, is } of links.kept) {
    if (!sameLink(was, is))
      changes.push(`Link changed: ${linkSentence(after, is)} Before: ${linkSentence(before, was)}`)
  }
  const loops = compareLists(before.loops, after.loops)
  for (const { name } of loops.added) changes.push(`A loop was told as ${quoted(name, 'a story')}.`)
  for (const { name } of loops.removed)
    changes.push(`What was told of the loop ${quoted(name, 'without a name')} was taken out.`)
  for (const { was, is } of loops.kept) {
    if (was.name !== is.name)
      changes.push(`The loop ${quoted(was.name, 'without a name')} became ${quoted(is.name, 'one without a name')}.`)
    if (was.story !== is.story) changes.push(`The story of the loop ${quoted(is.name, 'without a name')} changed.`)
  }
  return changes
}

function sameLink(was: CausalLink, is: CausalLink): boolean {
  return (['from', 'to', 'sign', 'delay', 'howWeKnow'] as const).every((field) => was[field] === is[field])
}

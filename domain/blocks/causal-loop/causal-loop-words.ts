/** The causal loop diagram as text: short, loops told in words, links as a table. */
import { count, dayWords, sentence } from '../day-words.ts'
import { shorten } from '../text-box.ts'
import type { DataTable, TextLine } from '../tool.ts'
import { type CausalLoopState, drawnLinks } from './causal-loop.ts'
import { findLoops, mostLoops } from './find-loops.ts'
import { capitalised, nameOf, tellLoop } from './tell-loop.ts'

export const causalLoopTitle = (state: CausalLoopState) =>
  state.title.trim() ? `Causal loop diagram: ${state.title.trim()}` : 'Causal loop diagram'

export function causalLoopShort(state: CausalLoopState): string {
  const { loops, more } = findLoops(state)
  const reinforcing = loops.filter((loop) => loop.kind === 'reinforcing').length
  const found = more
    ? `at least ${loops.length} loops`
    : `${reinforcing} reinforcing and ${loops.length - reinforcing} balancing loop${loops.length - reinforcing === 1 ? '' : 's'}`
  const tail = `. ${count(state.vars.length, 'variable')}, ${count(drawnLinks(state).length, 'link')}, ${loops.length === 0 ? 'no closed loop yet' : found}.`
  return `${shorten(causalLoopTitle(state).replace(/[.\s]+$/, ''), 150 - tail.length)}${tail}`
}

export function causalLoopLines(state: CausalLoopState): TextLine[] {
  const view = state.dateOfView ? `, seen on ${dayWords(state.dateOfView)}` : ''
  const links = drawnLinks(state)
  const lines: TextLine[] = [{ text: `${causalLoopTitle(state)}${view}.` }]
  if (state.vars.length === 0) return [...lines, { text: 'Nothing drawn yet.' }]
  lines.push({
    text: `${count(state.vars.length, 'variable')}:`,
    under: state.vars.map((variable) => ({ text: sentence(capitalised(nameOf(variable))) })),
  })
  if (links.length > 0)
    lines.push({
      text: `${count(links.length, 'link')}:`,
      under: links.map((link) => ({ text: linkSentence(state, link) })),
    })
  return [...lines, loopLine(state)]
}

function loopLine(state: CausalLoopState): TextLine {
  const { loops, more } = findLoops(state)
  if (loops.length === 0) return { text: 'No closed loop yet.' }
  const heading = more ? `The ${mostLoops} shortest loops, of more:` : `${count(loops.length, 'loop')}:`
  return { text: heading, under: loops.map((loop) => ({ text: tellLoop(loop) })) }
}

/** "When pressure rises, time for check-ins falls, after a delay." */
export function linkSentence(state: CausalLoopState, link: CausalLoopState['links'][number]): string {
  const name = (id: string) => nameOf(state.vars.find((variable) => variable.id === id) ?? { name: '' })
  const movement = link.sign === '+' ? 'rises too' : 'falls'
  const told = `When ${name(link.from)} rises, ${name(link.to)} ${movement}${link.delay ? ', after a delay' : ''}.`
  return link.howWeKnow ? `${told} How we know: ${sentence(link.howWeKnow)}` : told
}

export function causalLoopTable(state: CausalLoopState): DataTable {
  const name = new Map(state.vars.map((variable) => [variable.id, variable.name]))
  return {
    caption: causalLoopTitle(state),
    head: ['From', 'To', 'Same or opposite', 'Delay', 'How we know'],
    rows: drawnLinks(state).map((link) => [
      name.get(link.from)!,
      name.get(link.to)!,
      link.sign === '+' ? 'same' : 'opposite',
      link.delay ? 'yes' : 'no',
      link.howWeKnow,
    ]),
  }
}

/** A loop told in words, traced once around from its first variable as that rises. */
import { sentence } from '../day-words.ts'
import type { Loop } from './find-loops.ts'

/** Such as: "R2 reinforcing. Pressure rises, so time for check-ins falls, so, after a delay, pressure rises further. The loop feeds itself." */
export function tellLoop(loop: Loop): string {
  const name = loop.note?.name.trim()
  const story = loop.note?.story.trim()
  return [
    `${loop.label} ${loop.kind}${name ? `, “${name}”` : ''}.`,
    traceLoop(loop),
    loop.kind === 'reinforcing' ? 'The loop feeds itself.' : 'The loop steadies itself.',
    story ? sentence(story) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

export function traceLoop(loop: Loop): string {
  let rises = true
  let told = `${capitalised(nameOf(loop.variables[0]!))} rises`
  loop.links.forEach((link, at) => {
    if (link.sign === '-') rises = !rises
    const last = at === loop.links.length - 1
    const name = nameOf(loop.variables[last ? 0 : at + 1]!)
    const movement = last ? (rises ? 'rises further' : 'falls back') : rises ? 'rises' : 'falls'
    told += `, so${link.delay ? ', after a delay,' : ''} ${name} ${movement}`
  })
  return `${told}.`
}

export const nameOf = (variable: { name: string }) =>
  variable.name
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.,;:]+$/, '') || 'a variable without a name'
export const capitalised = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())

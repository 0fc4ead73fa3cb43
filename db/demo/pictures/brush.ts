import { demoNumber } from '../demo-id.ts'

export const width = 1200
export const height = 800

/** The product's own calm colours (look.md): paper and ink, teal, rose, amber, indigo, and what lies between. */
export const ink = '#2b2a28'
export const paper = '#fbf9f5'
export const teal = '#1f6f6b'
export const skies = [
  ['#f6d9b8', '#f3ede2'],
  ['#cfe0e0', '#f6efe2'],
  ['#e9c9c0', '#f7ecdd'],
  ['#b9cbd8', '#efe6d6'],
] as const
export const earths = ['#8fa08a', '#6f8a7c', '#4f6f6a', '#a7a37c', '#c2a878', '#7d6f5c'] as const
export const accents = ['#b85c6b', '#c98a2b', '#4b4a8c', '#1f6f6b', '#d9b26a', '#7f9fb0'] as const

/** Decides everything that is left open in a picture; the same name draws the same picture. */
export type Brush = {
  /** A number from `low` up to `high`. */
  between: (low: number, high: number) => number
  one: <Kind>(of: readonly Kind[]) => Kind
}

export function brushOf(name: string): Brush {
  let stroke = 0
  const next = () => demoNumber(`${name} ${stroke++}`, 10_000) / 10_000
  return {
    between: (low, high) => Math.round((low + next() * (high - low)) * 10) / 10,
    one: (of) => of[Math.floor(next() * of.length)]!,
  }
}

export const times = (count: number, draw: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => draw(index)).join('')

export const box = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`
export const dot = (x: number, y: number, r: number, fill: string, more = '') =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" ${more}/>`
export const line = (points: string, stroke: string, size: number, more = '') =>
  `<path d="${points}" fill="none" stroke="${stroke}" stroke-width="${size}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`
export const shape = (points: string, fill: string, more = '') => `<path d="${points}" fill="${fill}" ${more}/>`

/** A soft fade from top to bottom over the whole picture. */
export const ground = (top: string, bottom: string) =>
  `<defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#g)"/>`

/** One long hill from edge to edge. */
export function hill(brush: Brush, y: number, sway: number, fill: string): string {
  const middle = [0, 1, 2, 3, 4].map((at) => `${at * 300},${(y + brush.between(-sway, sway)).toFixed(0)}`)
  let path = `M0,${height} L${middle[0]}`
  for (let at = 1; at < middle.length; at++)
    path += ` S${at * 300 - 150},${(y + brush.between(-sway, sway)).toFixed(0)} ${middle[at]}`
  return shape(`${path} L${width},${height} Z`, fill)
}

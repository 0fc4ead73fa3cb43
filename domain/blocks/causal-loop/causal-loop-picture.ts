/**
 * The causal loop diagram drawn. A link in the same direction is a whole line with a plus in a circle, one in the
 * opposite direction a dashed line with a minus in a square; a delay is two bars across; a loop is a turning arrow
 * around its letter.
 */
import { dayWords } from '../day-words.ts'
import { inks, pathData, sans, tag, textLines } from '../svg.ts'
import { headPart, type Picture } from '../tool.ts'
import type { CausalLink, CausalLoopState } from './causal-loop.ts'
import { layOutCausalLoop, pictureWidth, signRadius, type VariableBox } from './causal-loop-layout.ts'
import { linkSentence } from './causal-loop-words.ts'
import { loopMark } from './loop-mark.ts'
import type { RoutedLink } from './route-links.ts'

export function causalLoopPicture(state: CausalLoopState): Picture {
  const layout = layOutCausalLoop(state)
  const body = [
    ...layout.marks.map(loopMark),
    ...layout.links.map(link),
    ...layout.boxes.map((box) => variable(box, layout.size)),
    state.vars.length === 0 ? emptyNote(layout.height - layout.top) : '',
  ].join('')
  const svg =
    heading(state, layout.titleLines) + tag('g', layout.top ? { transform: `translate(0 ${layout.top})` } : {}, body)
  const title = { id: headPart, list: headPart, label: `the title: ${state.title || 'none yet'}` }
  const parts = [
    ...(layout.top ? [{ ...title, x: 150, y: 6, width: 700, height: layout.top - 8 }] : []),
    ...layout.boxes.map((box) => ({
      id: box.variable.id,
      list: 'vars',
      label: `variable: ${box.variable.name || 'without a name'}`,
      x: box.x - box.halfWidth,
      y: box.y - box.halfHeight + layout.top,
      width: box.halfWidth * 2,
      height: box.halfHeight * 2,
    })),
    ...layout.links.map((routed) => ({
      id: routed.link.id,
      list: 'links',
      label: `link: ${linkSentence(state, routed.link)}`,
      x: routed.sign.x - signRadius,
      y: routed.sign.y - signRadius + layout.top,
      width: signRadius * 2,
      height: signRadius * 2,
    })),
    ...layout.marks.map((loop) => ({
      id: loop.loop.key,
      list: 'loops',
      label: `loop: ${loop.loop.label}${loop.loop.note?.name ? `, ${loop.loop.note.name}` : ''}`,
      x: loop.x - loop.radius,
      y: loop.y - loop.radius + layout.top,
      width: loop.radius * 2,
      height: loop.radius * 2,
    })),
  ]
  return { width: pictureWidth, height: layout.height, svg, parts, spots: [] }
}

function heading(state: CausalLoopState, titleLines: string[]): string {
  const middle = pictureWidth / 2
  const title = titleLines.length
    ? textLines(titleLines, {
        x: middle,
        y: 40,
        size: 34,
        leading: 42,
        weight: 600,
        className: 'tf-ink',
        fill: inks.ink,
        anchor: 'middle',
      })
    : ''
  const view = state.dateOfView
    ? textLines([dayWords(state.dateOfView)], {
        x: middle,
        y: titleLines.length * 42 + 26,
        size: 20,
        className: 'tf-quiet',
        fill: inks.quiet,
        family: sans,
        anchor: 'middle',
      })
    : ''
  return title || view ? tag('g', { class: 'tf-part tf-head', 'data-part-id': headPart }, title, view) : ''
}

const emptyNote = (height: number) =>
  textLines(['What rises and falls here?'], {
    x: pictureWidth / 2,
    y: height / 2,
    size: 28,
    italic: true,
    className: 'tf-quiet',
    fill: inks.quiet,
    anchor: 'middle',
  })

function variable(box: VariableBox, size: number): string {
  const leading = size * 1.2
  const y = box.y - ((box.lines.length - 1) * leading) / 2 + size * 0.34
  return tag(
    'g',
    { class: 'tf-part tf-variable', 'data-part-id': box.variable.id },
    tag('rect', {
      class: 'tf-raised',
      x: box.x - box.halfWidth,
      y: box.y - box.halfHeight,
      width: box.halfWidth * 2,
      height: box.halfHeight * 2,
      rx: Math.min(box.halfHeight, 24),
      fill: inks.raised,
      stroke: inks.hair,
      'stroke-width': 1.8,
    }),
    textLines(box.lines, { x: box.x, y, size, leading, className: 'tf-ink', fill: inks.ink, anchor: 'middle' }),
  )
}

function link(routed: RoutedLink<CausalLink>): string {
  const { curve, tip, heading, sign } = routed
  const same = routed.link.sign === '+'
  const ink = same ? inks.accent : inks.warm
  const look = same ? 'tf-same' : 'tf-opposite'
  const back = { x: tip.x - heading.x * 9, y: tip.y - heading.y * 9 }
  const line = pathData('M', curve.start.x, curve.start.y, 'Q', curve.bend.x, curve.bend.y, back.x, back.y)
  return tag(
    'g',
    { class: `tf-part tf-link ${look}`, 'data-part-id': routed.link.id },
    tag('path', {
      class: 'tf-halo',
      d: line,
      fill: 'none',
      stroke: inks.paper,
      'stroke-width': 9,
      'stroke-opacity': 0.85,
    }),
    tag('path', {
      class: 'tf-line',
      d: line,
      fill: 'none',
      stroke: ink,
      'stroke-width': 3,
      'stroke-dasharray': same ? undefined : '13 7',
    }),
    tag('path', { class: 'tf-fill', d: arrowHead(tip, heading), fill: ink }),
    routed.link.delay ? delayBars(routed, ink) : '',
    signMark(sign, same, ink),
  )
}

function arrowHead(tip: { x: number; y: number }, { x, y }: { x: number; y: number }): string {
  const long = 20
  const half = 8.5
  return pathData(
    'M',
    tip.x,
    tip.y,
    'L',
    tip.x - x * long - y * half,
    tip.y - y * long + x * half,
    'L',
    tip.x - x * long * 0.72,
    tip.y - y * long * 0.72,
    'L',
    tip.x - x * long + y * half,
    tip.y - y * long - x * half,
    'Z',
  )
}

/** Drawn, not typed: a font's minus is too thin to be read small. */
function signMark(at: { x: number; y: number }, same: boolean, ink: string): string {
  const shape = same
    ? tag('circle', {
        class: 'tf-sign',
        cx: at.x,
        cy: at.y,
        r: signRadius,
        fill: inks.paper,
        stroke: ink,
        'stroke-width': 2,
      })
    : tag('rect', {
        class: 'tf-sign',
        x: at.x - 14,
        y: at.y - 14,
        width: 28,
        height: 28,
        rx: 6,
        fill: inks.paper,
        stroke: ink,
        'stroke-width': 2,
      })
  const strokes = same
    ? pathData('M', at.x - 7, at.y, 'h', 14, 'M', at.x, at.y - 7, 'v', 14)
    : pathData('M', at.x - 7, at.y, 'h', 14)
  return (
    shape +
    tag('path', {
      class: 'tf-line',
      d: strokes,
      stroke: ink,
      'stroke-width': 3.2,
      'stroke-linecap': 'round',
      fill: 'none',
    })
  )
}

function delayBars({ middle, middleHeading: { x, y } }: RoutedLink<CausalLink>, ink: string): string {
  const bar = (shift: number) => {
    const at = { x: middle.x + x * shift, y: middle.y + y * shift }
    return pathData('M', at.x - y * 14, at.y + x * 14, 'L', at.x + y * 14, at.y - x * 14)
  }
  const bars = `${bar(-5)} ${bar(5)}`
  return (
    tag('path', { class: 'tf-halo', d: bars, stroke: inks.paper, 'stroke-width': 10, fill: 'none' }) +
    tag('path', {
      class: 'tf-line tf-delay',
      d: bars,
      stroke: ink,
      'stroke-width': 3,
      'stroke-linecap': 'round',
      fill: 'none',
    })
  )
}

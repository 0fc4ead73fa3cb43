/** The lines between cards, drawn behind them with a small head where each ends. */
import { inks, pathData, tag } from '../svg.ts'
import { drawnLinks, type IcebergState } from './iceberg.ts'
import type { CardBox, IcebergLayout } from './iceberg-layout.ts'

type Point = { x: number; y: number }
/** A line from `a` to `b` that leaves and arrives along `reach`. */
type Thread = { a: Point; b: Point; reachA: Point; reachB: Point }

export function threads(state: IcebergState, layout: IcebergLayout): string[] {
  const boxes = new Map(layout.cards.map((box) => [box.card.id, box]))
  return drawnLinks(state).map((link) => {
    const { a, b, reachA, reachB } = threadOf(boxes.get(link.from)!, boxes.get(link.to)!, layout.cards)
    const length = Math.hypot(reachB.x, reachB.y) || 1
    const back = { x: (reachB.x / length) * 13, y: (reachB.y / length) * 13 }
    const across = { x: (reachB.y / length) * 8, y: (reachB.x / length) * 8 }
    const line = pathData('M', a.x, a.y, 'C', a.x + reachA.x, a.y + reachA.y, b.x + reachB.x, b.y + reachB.y, b.x, b.y)
    const head = pathData(
      ...['M', b.x + back.x - across.x, b.y + back.y + across.y],
      ...['L', b.x, b.y],
      ...['L', b.x + back.x + across.x, b.y + back.y - across.y],
    )
    return tag(
      'g',
      {
        class: 'tf-part tf-thread',
        'data-part-id': link.id,
        fill: 'none',
        stroke: inks.accent,
        'stroke-width': 2.5,
        'stroke-linecap': 'round',
      },
      tag('path', { class: 'tf-line', d: line }),
      tag('path', { class: 'tf-line', d: head }),
    )
  })
}

function threadOf(from: CardBox, to: CardBox, cards: CardBox[]): Thread {
  const one = middle(from)
  const two = middle(to)
  if (Math.abs(two.y - one.y) < Math.max(to.height, from.height) / 2 + 20 && !sameColumn(from, to)) {
    const way = Math.sign(two.x - one.x) || 1
    const a = { x: one.x + (way * from.width) / 2, y: one.y }
    const b = { x: two.x - (way * to.width) / 2, y: two.y }
    const reach = (b.x - a.x) * 0.45
    return { a, b, reachA: { x: reach, y: 0 }, reachB: { x: -reach, y: 0 } }
  }
  if (sameColumn(from, to) && cards.some((card) => sameColumn(card, from) && between(card, from, to))) {
    // Around the cards in between, on the side away from the middle of the picture.
    const way = one.x < 500 ? -1 : 1
    const a = { x: one.x + (way * from.width) / 2, y: one.y }
    const b = { x: two.x + (way * to.width) / 2, y: two.y }
    return { a, b, reachA: { x: way * 34, y: 0 }, reachB: { x: way * 34, y: 0 } }
  }
  const way = Math.sign(two.y - one.y) || 1
  const a = { x: one.x, y: one.y + (way * from.height) / 2 }
  const b = { x: two.x, y: two.y - (way * to.height) / 2 }
  const reach = (b.y - a.y) * 0.45
  return { a, b, reachA: { x: 0, y: reach }, reachB: { x: 0, y: -reach } }
}

const middle = (box: CardBox): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
const sameColumn = (one: CardBox, two: CardBox) => one.lane === two.lane && Math.abs(one.x - two.x) < 20
const between = (card: CardBox, one: CardBox, two: CardBox) =>
  (card.y > one.y && card.y < two.y) || (card.y > two.y && card.y < one.y)

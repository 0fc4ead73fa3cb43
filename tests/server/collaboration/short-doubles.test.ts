import { joinForward } from '@tiptap/pm/commands'
import { describe, expect, it } from 'vitest'
import { toggleList } from '#app/editor/commands/list-commands.ts'
import { enterInParagraph } from '#app/editor/commands/paragraph-commands.ts'
import { seedOf } from '#tests/app/editor/support/writer.ts'
import { type Seat, WritingTable } from '#tests/support/writing-table.ts'

type Act = (seat: Seat) => void
const split: Act = (seat) => void seat.caret(1, 6).do(enterInParagraph)
const list: Act = (seat) => void seat.caret(1).do(toggleList('bulletList'))
const empties: Act = (seat) => seat.dispatch(seat.state.tr.delete(16, 19))

/** Anna does something offline and her page is loaded anew, so that it comes back as one whole state. */
function returning(annas: Act, bens: Act, second: string) {
  const all = new WritingTable(seedOf('One day', second, 'And on'), 'anna', 'ben')
  const [anna, ben] = all.seats as [Seat, Seat]
  all.leave(anna)
  annas(anna)
  bens(ben)
  all.send(ben)
  all.join(anna, { reloaded: true })
  all.settle()
  expect(anna.lines).toEqual(ben.lines)
  return all
}

describe('A few letters that stand twice since a page came back as a whole', () => {
  it.each<[string, Act, Act, string, string]>([
    ['two people pressed Enter before them', split, split, 'We met it', ' it'],
    ['two people made a list of them', list, list, 'Ha', 'Ha'],
  ])('are noticed when %s', (_, annas, bens, line, twice) => {
    const all = returning(annas, bens, line)
    expect(all.doubled).toEqual([twice])
    expect(all.rescued).toEqual([])
  })

  it.each<[string, Act, Act]>([
    [
      'one wrote the same on a line elsewhere',
      (seat) => {
        empties(seat)
        seat.caret(2).do(enterInParagraph)
        seat.type(' it')
      },
      split,
    ],
    ['the other took them away', split, empties],
    [
      'one moved other letters there',
      (seat) => {
        seat.caret(1, 7).do(enterInParagraph)
        seat.caret(1).do(joinForward)
      },
      split,
    ],
  ])('are no matter when %s', (_, annas, bens) => {
    expect(returning(annas, bens, 'We met it').doubled).toEqual([])
  })
})

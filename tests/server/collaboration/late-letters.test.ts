import { describe, expect, it } from 'vitest'
import { toggleList } from '#app/editor/commands/list-commands.ts'
import { encodeVector } from '#domain/sync/wire.ts'
import { LateLetters } from '#server/collaboration/late-letters.ts'
import { seedOf } from '#tests/app/editor/support/writer.ts'
import { type Seat, WritingTable } from '#tests/support/writing-table.ts'

type Act = (seat: Seat) => void
const list: Act = (seat) => void seat.caret(1).do(toggleList('bulletList'))
const remove: Act = (seat) => {
  const start = seat.state.doc.child(0).nodeSize
  seat.dispatch(seat.state.tr.delete(start, start + seat.state.doc.child(1).nodeSize))
}

/** What Ben does never leaves his page; he hears of Anna's words, then his line breaks and his page is loaded anew. */
function meeting(bens: Act, ...order: ('anna writes' | 'ben acts')[]) {
  const all = new WritingTable(seedOf('One day', 'We met at the gate'), 'anna', 'ben')
  const [anna, ben] = all.seats as [Seat, Seat]
  for (const step of order) {
    if (step === 'ben acts') bens(ben)
    else {
      anna.caret(1, 7).type('Zoe ')
      all.send(anna)
      all.deliver(ben)
    }
  }
  all.leave(ben)
  all.join(ben, { reloaded: true })
  all.settle()
  expect(anna.lines).toEqual(ben.lines)
  return all
}

describe('A page that comes back with one whole state, in which a colleague’s words are deleted,', () => {
  it.each([
    ['made a list of their paragraph', list],
    ['took their paragraph away', remove],
  ])('has them laid aside when it %s before they came', (_, act) => {
    const all = meeting(act, 'ben acts', 'anna writes')
    expect([...all.rescues.values()]).toMatchObject([
      { text: 'Zoe ', wordsBefore: 'We met ', authorId: 'anna', causedById: 'ben', blockId: 'seed1' },
    ])
  })

  it('has nothing laid aside when it carried them along', () => {
    const all = meeting(list, 'anna writes', 'ben acts')
    expect(all.lines).toContain('We met Zoe at the gate')
    expect(all.rescued).toEqual([])
  })

  it('has nothing laid aside of what only its own person wrote', () => {
    const all = meeting((ben) => {
      ben.caret(1).type(' and sang')
      remove(ben)
    }, 'ben acts')
    expect(all.rescued).toEqual([])
  })
})

describe('What somebody has read for sure', () => {
  const vector = (clock: number) => () => encodeVector(new Map([[7, clock]]))
  const owners = new Map([
    [7, 'anna'],
    [8, 'ben'],
  ])

  /** They saw the fifth letter of client 7 at once and the twentieth after 40 s, and stayed for so long. */
  const unreadAfter = (stayed: number) => {
    let now = 0
    const late = new LateLetters(() => now)
    late.look(vector(5))
    now = 40_000
    late.look(vector(20))
    now = stayed
    late.leave('ben')
    return late.unreadBy('ben', owners)!
  }

  it('is what stood some moments before their connection ended, and all of their own', () => {
    const isUnread = unreadAfter(50_000)
    expect([isUnread(7, 4), isUnread(7, 5), isUnread(8, 99)]).toEqual([false, true, false])
  })

  it('is more the longer they stayed', () => {
    expect(unreadAfter(80_000)(7, 19)).toBe(false)
  })

  it('is no question for who never left, or came back', () => {
    const late = new LateLetters(() => 0)
    late.look(vector(5))
    late.leave('ben')
    late.returned('ben')
    expect([late.unreadBy('ben', owners), late.unreadBy('anna', owners)]).toEqual([undefined, undefined])
  })
})

describe('Of who leaves', () => {
  const owners = new Map([
    [7, 'anna'],
    [8, 'ben'],
  ])
  const clocks = (anna: number, ben = 0) =>
    new Map([
      [7, anna],
      [8, ben],
    ])
  const stored = (personId: string | null, ...letters: [number, number, number][]) => ({
    documentId: 'page',
    personId,
    epoch: 1,
    letters: JSON.stringify(letters),
  })
  function pageOf(anna: number) {
    const late = new LateLetters(() => 0)
    late.look(() => encodeVector(clocks(anna)))
    return late
  }

  it('what others wrote in the last moments is noted, once', () => {
    const late = pageOf(5)
    late.leave('ben')
    late.leave('anna')
    const { unread, nothing } = late.leavings(clocks(9, 3), owners)!
    expect([...unread]).toEqual([
      ['ben', [[7, 5, 9]]],
      ['anna', [[8, 0, 3]]],
    ])
    expect([nothing, late.leavings(clocks(9, 3), owners)]).toEqual([[], undefined])
  })

  it('nothing is noted where nobody else wrote; and what was noted before is over', () => {
    const late = pageOf(5)
    late.arrive('ben', [stored('ben', [7, 1, 3])])
    late.returned('ben')
    late.arrive('anna', [])
    late.returned('anna')
    late.leave('ben')
    late.leave('anna')
    expect(late.leavings(clocks(5, 0), owners)).toEqual({ unread: new Map(), nothing: ['ben'] })
  })

  it('what was noted stays, and grows, when they leave again before they said what they have', () => {
    const late = pageOf(5)
    late.arrive('ben', [stored('ben', [7, 1, 3]), stored(null, [7, 4, 5])])
    late.leave('ben')
    expect(late.leavings(clocks(7), owners)!.unread.get('ben')).toEqual([
      [7, 1, 3],
      [7, 5, 7],
    ])
    late.arrive('ben', [])
    late.leave('ben')
    expect(late.leavings(clocks(7), owners)!.unread.get('ben')).toContainEqual([7, 1, 3])
  })

  it('the next whole state is judged by what was noted of them and of everybody, and by the last moments', () => {
    const late = pageOf(9)
    late.serverEnded(1, [[7, 6, 7]])
    late.arrive('ben', [stored('ben', [7, 1, 2]), stored(null, [7, 3, 4])])
    const unread = late.unreadBy('ben', owners)!
    const clocksOf = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].filter((clock) => unread(7, clock))
    expect(clocksOf).toEqual([1, 3, 6, 9, 10])
    expect(late.unreadBy('anna', owners)).toBeUndefined()
    late.returned('ben')
    expect(late.unreadBy('ben', owners)).toBeUndefined()
  })

  it('how a server ended is kept with the first state that would hide it, or by itself once somebody has written', () => {
    const late = pageOf(9)
    late.serverEnded(4, [[7, 6, 9]])
    expect(late.ending(4)).toBeUndefined()
    expect(late.besideState(clocks(9), false)).toEqual([[7, 6, 9]])
    expect(late.ending(5)).toMatchObject({ sequence: 4, letters: [[7, 6, 9]] })
    expect([late.ending(6), late.besideState(clocks(9), false)]).toEqual([undefined, []])
  })

  it('a page that rests is looked at once, so that its moments pass', () => {
    let now = 0
    const late = new LateLetters(() => now)
    let looks = 0
    const vector = () => encodeVector(clocks(++looks))
    late.lookAfter(1, vector)
    now = 60_000
    late.lookAfter(1, vector)
    expect(looks).toBe(1)
    late.lookAfter(2, vector)
    expect(looks).toBe(2)
  })
})

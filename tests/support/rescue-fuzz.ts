/**
 * People who do anything at all to a page, with letters that travel when they like; and the promise that nothing typed
 * disappears: each letter, unlike any other, stands in the page, in a rescue, or somebody who saw it chose to delete it.
 */
import { joinBackward } from '@tiptap/pm/commands'
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import * as fc from 'fast-check'
import * as Y from 'yjs'
import { insertBlock, toggleCallout } from '#app/editor/commands/block-commands.ts'
import { changeTable, type TableAct } from '#app/editor/commands/change-table.ts'
import { indentItem, type ListKind, listKinds, outdentItem, toggleList } from '#app/editor/commands/list-commands.ts'
import { enterInParagraph, setParagraphKind } from '#app/editor/commands/paragraph-commands.ts'
import { newTable } from '#app/editor/commands/table-commands.ts'
import { addItem, removeItem, type ToolHandle } from '#domain/blocks/edit-tool.ts'
import { toolOf } from '#domain/blocks/registry.ts'
import { paragraphKinds } from '#domain/portfolio/page-schema.ts'
import { KeptPage } from './kept-page.ts'
import { firstPage, lettersOf, showsTool, toolId } from './rescue-page.ts'
import { type Seat, WritingTable } from './writing-table.ts'

const people = ['anna', 'ben', 'cleo']
const tableActs: TableAct[] = ['add-row', 'add-column', 'remove-row', 'remove-column', 'remove-table']

const acts = {
  type: 6,
  delete: 1,
  enter: 2,
  join: 1,
  list: 2,
  callout: 1,
  indent: 1,
  outdent: 1,
  kind: 1,
  removeBlock: 1,
  move: 1,
  table: 1,
  changeTable: 1,
  tool: 3,
  takeTool: 1,
  picture: 2,
  caption: 1,
  check: 1,
  undo: 2,
  redo: 1,
  pause: 2,
  send: 4,
  deliver: 4,
  answer: 2,
  leaveOrReturn: 2,
  loadAnew: 2,
  returnPlain: 1,
  restart: 1,
} as const
type ActName = keyof typeof acts
type Act = { who: number; what: ActName; where: number; how: number }

const act: fc.Arbitrary<Act> = fc.record({
  who: fc.nat(people.length - 1),
  what: fc.oneof(
    ...Object.entries(acts).map(([name, weight]) => ({ arbitrary: fc.constant(name as ActName), weight })),
  ),
  where: fc.nat(200),
  how: fc.nat(20),
})

/** Every letter that is written is one of these, and none is written twice. */
const firstLetter = 0x4e00

class Play {
  readonly table = new WritingTable(firstPage(), ...people)
  readonly chosen = new Set<string>()
  readonly typed = new Set<string>()
  /** Who left with nothing unsent. */
  readonly #leftClean = new Set<Seat>()
  readonly #pages = this.table.seats.map((seat) => new KeptPage(seat))
  #next = firstLetter

  do({ who, what, where, how }: Act): void {
    const { table } = this
    const seat = table.seats[who]!
    const page = this.#pages[who]!
    if (what === 'send') {
      table.send(seat, 1 + (how % 4))
      page.ask()
    } else if (what === 'deliver') table.deliver(seat, 1 + (how % 4))
    else if (what === 'answer') page.answered()
    else if (what === 'pause') seat.undoManager.endStep()
    else if (what === 'loadAnew') {
      const next = page.loadAnew(table, how % 2 === 0)
      this.#pages[who] = next
      if (next.own.toSend.length === 0) this.#leftClean.add(next.seat)
      if (how % 3 > 0) next.join(table)
    } else if (what === 'restart') {
      for (const { seat: one } of this.#pages) if (!one.offline) this.#goes(one)
      for (const one of this.#pages) one.lineBreaks()
      table.restart(how % 2 === 0 ? 'killed' : 'given up')
    } else if (what === 'returnPlain') {
      if (seat.offline && this.#leftClean.has(seat)) table.join(seat, { reloaded: true })
    } else if (what === 'leaveOrReturn') {
      if (seat.offline) page.join(table)
      else {
        this.#goes(seat)
        page.leave(table)
      }
    } else {
      const before = lettersOf(seat.document)
      this.#edit(seat, what, where, how)
      const after = lettersOf(seat.document)
      // Where it stands twice, whoever takes one away has chosen too: another may take the other.
      for (const [letter, times] of before) if ((after.get(letter) ?? 0) < times) this.chosen.add(letter)
    }
  }

  #goes(seat: Seat): void {
    if (seat.out.length === 0) this.#leftClean.add(seat)
    else this.#leftClean.delete(seat)
  }

  #edit(seat: Seat, what: ActName, where: number, how: number): void {
    const blocks = seat.lines.length
    if (blocks > 0) seat.caret(where % blocks, (where * 7) % (seat.lines[where % blocks]!.length + 1))
    const { state } = seat
    const { $from } = state.selection
    switch (what) {
      case 'type':
        if ($from.parent.isTextblock) seat.type(this.#letters(1 + (how % 4)))
        break
      case 'delete':
        if ($from.parent.isTextblock) {
          const from = Math.max($from.start(), $from.pos - (how % 3) - 1)
          if (from < $from.pos) seat.dispatch(state.tr.delete(from, $from.pos))
        }
        break
      case 'enter':
        seat.do(enterInParagraph)
        break
      case 'join':
        if ($from.parent.isTextblock) {
          seat.dispatch(state.tr.setSelection(TextSelection.create(state.doc, $from.start())))
          seat.do((now, dispatch) => joinBackward(now, dispatch))
        }
        break
      case 'list':
        seat.do(toggleList(listKinds[how % listKinds.length] as ListKind))
        break
      case 'callout':
        seat.do(toggleCallout)
        break
      case 'indent':
        seat.do(indentItem)
        break
      case 'outdent':
        seat.do(outdentItem)
        break
      case 'kind':
        seat.do(setParagraphKind(paragraphKinds[how % paragraphKinds.length]!))
        break
      case 'removeBlock':
        this.#removeOrMove(seat, where, undefined)
        break
      case 'move':
        this.#removeOrMove(seat, where, how)
        break
      case 'table':
        if (how % 5 === 0) seat.do(insertBlock(newTable(state)))
        break
      case 'changeTable':
        seat.do(changeTable(tableActs[how % tableActs.length]!))
        break
      case 'tool':
        this.#writeInTool(seat, where, how)
        break
      case 'takeTool':
        this.#takeTool(seat, how)
        break
      case 'picture':
        if ($from.parent.isTextblock) {
          const attrs = { evidenceId: 'e', caption: this.#letters(2), id: `p${this.#next}` }
          seat.dispatch(state.tr.insert($from.after(), state.schema.nodes.image!.create(attrs)))
        }
        break
      case 'caption':
        this.#attribute(seat, 'image', where, 'caption', () => this.#letters(2))
        break
      case 'check':
        this.#attribute(seat, 'taskItem', where, 'checked', (node) => !node.attrs.checked)
        break
      case 'undo':
        seat.undoManager.undo()
        break
      case 'redo':
        seat.undoManager.redo()
    }
  }

  #removeOrMove(seat: Seat, where: number, to: number | undefined): void {
    const { state } = seat
    const { doc } = state
    if (doc.childCount < 2) return
    const index = where % doc.childCount
    const node = doc.child(index)
    let start = 0
    for (let at = 0; at < index; at++) start += doc.child(at).nodeSize
    const tr = state.tr.delete(start, start + node.nodeSize)
    if (to !== undefined) {
      const target = to % (tr.doc.childCount + 1)
      let position = 0
      for (let at = 0; at < target; at++) position += tr.doc.child(at).nodeSize
      tr.insert(position, node)
    }
    seat.dispatch(tr)
  }

  /** Off the page, or back onto it. */
  #takeTool(seat: Seat, how: number): void {
    const { state } = seat
    let at: number | undefined
    state.doc.descendants((node, position) => {
      if (node.type.name === 'thinkingTool') at = position
    })
    if (at !== undefined) seat.dispatch(state.tr.delete(at, at + 1))
    else if (how % 2 === 0) {
      const attrs = { id: `t${this.#next++}`, tool: 'iceberg', blockId: toolId }
      seat.dispatch(state.tr.insert(state.doc.content.size, state.schema.nodes.thinkingTool!.create(attrs)))
    }
  }

  #attribute(seat: Seat, kind: string, where: number, name: string, value: (node: Node) => unknown): void {
    const found: number[] = []
    const { state } = seat
    state.doc.descendants((node, position) => void (node.type.name === kind && found.push(position)))
    const at = found[where % Math.max(1, found.length)]
    if (at !== undefined) seat.dispatch(state.tr.setNodeAttribute(at, name, value(state.doc.nodeAt(at)!)))
  }

  #writeInTool(seat: Seat, where: number, how: number): void {
    const map = seat.document.getMap('blocks').get(toolId)
    // Nobody works on what they do not see.
    if (!(map instanceof Y.Map) || !showsTool(seat.document.getXmlFragment('default'))) return
    const handle: ToolHandle = { map: map as Y.Map<unknown>, shape: toolOf('iceberg').shape, origin: 'tool' }
    const rows = (map.get('cards') as Y.Array<Y.Map<unknown>> | undefined)?.toArray() ?? []
    const row = rows[where % Math.max(1, rows.length)]
    if (how < 4 && rows.length < 50) addItem(handle, 'events', { id: `e${this.#next}`, text: this.#letters(2) })
    else if (how < 7 && row) removeItem(handle, 'events', row.get('id') as string)
    else {
      const text = row?.get('text')
      if (text instanceof Y.Text) text.insert(where % (text.length + 1), this.#letters(2))
    }
  }

  #letters(count: number): string {
    let letters = ''
    for (let at = 0; at < count; at++) letters += String.fromCodePoint(this.#next++)
    for (const letter of letters) this.typed.add(letter)
    return letters
  }

  /** @returns the letters that nobody can find, and the rescues in which everything still stands in the page. */
  end(): { lost: string[]; needless: string[] } {
    for (const page of this.#pages) if (page.seat.offline) page.join(this.table)
    this.table.settle()
    const document = new Y.Doc()
    Y.applyUpdate(document, this.table.memory.state())
    const standing = lettersOf(document)
    const rescued = new Set(this.table.rescued.join(''))
    const lost = [...this.typed].filter(
      (letter) => !standing.has(letter) && !rescued.has(letter) && !this.chosen.has(letter),
    )
    const needless = this.table.rescued.filter((text) => ![...text].some((letter) => !standing.has(letter)))
    for (const { document: replica } of this.table.seats) {
      const own = lettersOf(replica)
      if (own.size !== standing.size) throw new Error('the replicas differ')
    }
    return { lost, needless }
  }
}

/** So many evenings, short ones or `long` ones of up to `length` acts. A failure prints its seed and shortest story. */
export function playRescues(options: { runs: number; seed?: number; length?: number; long?: boolean }) {
  let needless = 0
  let rescues = 0
  fc.assert(
    fc.property(
      fc.array(act, { minLength: 5, maxLength: options.length ?? 60, size: options.long ? 'max' : 'small' }),
      (story) => {
        const play = new Play()
        for (const one of story) play.do(one)
        const end = play.end()
        needless += end.needless.length
        rescues += play.table.rescues.size
        if (end.lost.length > 0) throw new Error(`lost: ${end.lost.join(' ')}`)
      },
    ),
    { numRuns: options.runs, ...(options.seed === undefined ? {} : { seed: options.seed }) },
  )
  return { rescues, needless }
}

import { Extension } from '@tiptap/core'
import type { Command } from '@tiptap/pm/state'
import { goToNextCell, tableEditing } from '@tiptap/pm/tables'
import { addRowAtEnd } from '../commands/table-commands.ts'
import { type AttributeReaders, nodeOf } from './node-of.ts'

const span = (name: string) => (element: HTMLElement) =>
  Math.min(50, Math.max(1, Number(element.getAttribute(name)) || 1))
const cellReaders: AttributeReaders = { colspan: span('colspan'), rowspan: span('rowspan') }

export const Table = nodeOf(
  'table',
  {
    name: 'table',
    parseHTML: () => [{ tag: 'table' }],
    // The frame of the rendered page scrolls by keyboard; here the caret does that, so it is no stop of its own.
    renderHTML: ({ node }) => ['div', { 'data-block-id': node.attrs.id, class: 'page-table' }, ['table', ['tbody', 0]]],
  },
  { read: { id: (element) => element.parentElement?.closest('.page-table')?.getAttribute('data-block-id') ?? null } },
)
export const TableRow = nodeOf('tableRow', { name: 'tableRow', parseHTML: () => [{ tag: 'tr' }] })
export const TableCell = nodeOf(
  'tableCell',
  { name: 'tableCell', parseHTML: () => [{ tag: 'td' }] },
  { read: cellReaders },
)
export const TableHeader = nodeOf(
  'tableHeader',
  { name: 'tableHeader', parseHTML: () => [{ tag: 'th' }] },
  { read: cellReaders },
)

/** Cell selection, Tab from cell to cell (a new row after the last), and nothing that writes widths. */
export const TableEditing = Extension.create({
  name: 'tableEditing',
  priority: 1050,
  addKeyboardShortcuts() {
    const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch)
    return {
      Tab: () => run(goToNextCell(1))() || run(addRowAtEnd)(),
      'Shift-Tab': run(goToNextCell(-1)),
    }
  },
  addProseMirrorPlugins: () => [tableEditing()],
})

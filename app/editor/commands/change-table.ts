import type { Command } from '@tiptap/pm/state'
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable } from '@tiptap/pm/tables'

export type TableAct = 'add-row' | 'add-column' | 'remove-row' | 'remove-column' | 'remove-table'
const acts: Record<TableAct, Command> = {
  'add-row': addRowAfter,
  'add-column': addColumnAfter,
  'remove-row': deleteRow,
  'remove-column': deleteColumn,
  'remove-table': deleteTable,
}

/** Adds or removes a row or column at the caret. */
export function changeTable(act: TableAct): Command {
  return (state, dispatch) => (isInTable(state) ? acts[act](state, dispatch) : false)
}

import type { Node } from '@tiptap/pm/model'
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state'
import { addRowAfter, goToNextCell, isInTable } from '@tiptap/pm/tables'

/** A new table: a heading row and empty rows, each cell with a line to write in. */
export function newTable(state: EditorState, rows = 3, columns = 2): Node {
  const { table, tableRow, tableCell, tableHeader, paragraph } = state.schema.nodes
  const row = (index: number) =>
    tableRow!.create(
      null,
      Array.from({ length: columns }, () =>
        (index === 0 ? tableHeader! : tableCell!).create(null, paragraph!.create()),
      ),
    )
  return table!.create(
    null,
    Array.from({ length: rows }, (_, index) => row(index)),
  )
}

/** Tab in the last cell: one more row, and on into it. */
export const addRowAtEnd: Command = (state, dispatch) => {
  if (!isInTable(state)) return false
  if (!dispatch) return true
  return addRowAfter(state, (tr) => {
    const next = state.apply(tr)
    let moved = false
    goToNextCell(1)(next, (move) => {
      moved = true
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(move.selection.from))).scrollIntoView())
    })
    if (!moved) dispatch(tr)
  })
}

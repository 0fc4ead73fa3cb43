/**
 * While a colleague writes in the same paragraph, this person's caret stays between the same two letters.
 *
 * y-tiptap 3.0.9 keeps the caret as a Yjs position, but distrusts it whenever the paragraph's text has changed, and then
 * takes the old count of letters instead: each letter that a colleague writes further left pushes the caret one letter
 * to the left, and words come out reversed. Its guess is only wanted when the paragraph itself was replaced (moved, turned
 * into a list); so the old count is shown to it only then. And where a block with the same id stands in the page after the
 * change, the caret goes there.
 */
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/** A selection as the binding remembers it over a change. */
type Remembered = { anchor: unknown; head: unknown; absAnchor?: number | null; absHead?: number | null } | null
type Binding = { doc: Y.Doc; beforeTransactionSelection: Remembered }

export const CaretStays = Extension.create({
  name: 'caretStays',
  priority: 990, // its view is made after that of the binding
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('caretStays'),
      view: (view) => {
        const binding: Binding | undefined = ySyncPluginKey.getState(view.state)?.binding
        if (binding) trustSharedPositions(binding)
        return {}
      },
      appendTransaction: (transactions, before, after) =>
        transactions.some(isFromOthers) ? followBlock(before, after) : null,
    }),
  ],
})

function isFromOthers(transaction: Transaction): boolean {
  const change = transaction.getMeta(ySyncPluginKey)
  return Boolean(change?.isChangeOrigin && !change.isUndoRedoOperation)
}

function followBlock(before: EditorState, after: EditorState): Transaction | null {
  const { $head, empty } = before.selection
  const id: unknown = $head.parent.attrs.id
  if (!empty || !id || !$head.parent.isTextblock || after.selection.$head.parent.attrs.id === id) return null
  let found: number | null = null
  after.doc.descendants((node, position) => {
    if (found === null && node.isTextblock && node.attrs.id === id) {
      found = position + 1 + Math.min($head.parentOffset, node.content.size)
    }
    return found === null
  })
  return found === null ? null : after.tr.setSelection(TextSelection.create(after.doc, found))
}

function trustSharedPositions(binding: Binding): void {
  let remembered = binding.beforeTransactionSelection
  Object.defineProperty(binding, 'beforeTransactionSelection', {
    configurable: true,
    get: () => remembered,
    set: (value: Remembered) => {
      remembered = value && withDoubt(value, binding.doc)
    },
  })
}

function withDoubt(selection: NonNullable<Remembered>, doc: Y.Doc): Remembered {
  const { absAnchor, absHead } = selection
  return Object.defineProperties(
    { ...selection },
    {
      absAnchor: { enumerable: true, get: () => (stillThere(selection.anchor, doc) ? null : absAnchor) },
      absHead: { enumerable: true, get: () => (stillThere(selection.head, doc) ? null : absHead) },
    },
  )
}

/** Whether the text that the position is in still stands in the page. */
function stillThere(position: unknown, doc: Y.Doc): boolean {
  if (!(position instanceof Y.RelativePosition)) return false
  let type: Y.AbstractType<unknown> | null = Y.createAbsolutePositionFromRelativePosition(position, doc)?.type ?? null
  if (!type) return false
  while (type?._item) {
    if (type._item.deleted) return false
    type = type._item.parent as Y.AbstractType<unknown> | null
  }
  return true
}

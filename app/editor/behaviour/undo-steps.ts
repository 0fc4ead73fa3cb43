/**
 * One person's undo: only what this person did, a phrase at a time.
 *
 * The binding ends the current step at each change of a colleague, so that undo went letter by letter while others
 * typed. Here a step ends with half a second's pause, and by `endStep` at Enter, paste, formatting and leaving.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { isOwnChange } from './own-change.ts'

export class PageUndo extends Y.UndoManager {
  /** Asked by the binding at every turn; heeded only while something is being undone or redone. */
  override stopCapturing(): void {
    if (this.undoing || this.redoing) this.endStep()
  }

  /** What comes next is undone by itself. */
  endStep(): void {
    this.lastChange = 0
  }
}

/** The history of the page's text; each thinking tool keeps its own. */
export function pageUndo(page: Y.XmlFragment): PageUndo {
  return new PageUndo(page as unknown as Y.AbstractType<unknown>, {
    trackedOrigins: new Set<unknown>([ySyncPluginKey]),
    captureTimeout: 500,
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    deleteFilter: mayUndoMaking,
  })
}

/**
 * Undoing the making of a block must not take a colleague's words in it: a block with text stays, and keeps its name and
 * kind. Those of a block that goes, go with it; an earlier kind comes back by being written again.
 */
function mayUndoMaking(item: unknown): boolean {
  if (!(item instanceof Y.Item)) return true
  const { parent, parentSub } = item
  if (parentSub && parent instanceof Y.XmlElement && parent.nodeName === 'paragraph')
    return parentSub === 'kind' && item.id.client !== parent._item?.id.client
  if (!(item.content instanceof Y.ContentType)) return true
  const { type } = item.content
  if (type instanceof Y.XmlText) return type.length === 0
  if (!(type instanceof Y.XmlElement) || type.nodeName !== 'paragraph') return true
  return type.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)
}

/** Ends a step where people feel that a new act begins. */
export const UndoSteps = Extension.create<{ undo: PageUndo | null }>({
  name: 'undoSteps',
  addOptions: () => ({ undo: null }),
  addProseMirrorPlugins() {
    const end = () => {
      this.options.undo?.endStep()
      return false
    }
    return [
      new Plugin({
        key: new PluginKey('undoSteps'),
        filterTransaction: (transaction) => {
          if (isOwnChange(transaction) && !isTyping(transaction)) end()
          return true
        },
        props: { handlePaste: end, handleDrop: end, handleDOMEvents: { blur: end } },
      }),
    ]
  },
})

/** Letters that come or go within one block; a new block, formatting or a move is an act of its own. */
function isTyping(transaction: Transaction): boolean {
  return transaction.steps.every((step, index) => {
    if (!(step instanceof ReplaceStep)) return false
    const doc = transaction.docs[index]!
    const onlyText = step.slice.content.content.every((node) => node.isText)
    return onlyText && doc.resolve(step.from).sameParent(doc.resolve(step.to))
  })
}

/**
 * Two people who type the first letters of the same new empty paragraph would each give it a Y.XmlText of their own, and
 * the letters come out doubled or in disorder (y-prosemirror #161, #271). So a text block gets its one Y.XmlText with
 * the change that makes it: in the same Yjs transaction, hence in the same update and the same undo step.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

/** The part of y-tiptap's binding that is used here. */
type Binding = { doc: Y.Doc; _prosemirrorChanged(doc: unknown): void }

export const FirstLetters = Extension.create({
  name: 'firstLetters',
  priority: 990, // its view is made after that of the binding
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('firstLetters'),
      view: (view) => {
        const binding: Binding | undefined = ySyncPluginKey.getState(view.state)?.binding
        if (binding) writeTextsWithBlocks(binding)
        return {}
      },
    }),
  ],
})

/** Makes the binding's own write put a Y.XmlText into each text block that it adds. */
function writeTextsWithBlocks(binding: Binding): void {
  const write = binding._prosemirrorChanged.bind(binding)
  binding._prosemirrorChanged = (doc) => {
    binding.doc.transact((transaction) => {
      write(doc)
      giveTexts(transaction)
    }, ySyncPluginKey)
  }
}

function giveTexts(transaction: Y.Transaction): void {
  const visit = (parent: Y.XmlFragment) => {
    for (const child of parent.toArray()) {
      if (!(child instanceof Y.XmlElement) || !isNew(child, transaction)) continue
      if (child.nodeName !== 'paragraph') visit(child)
      else if (child.length === 0) child.insert(0, [new Y.XmlText()])
    }
  }
  // Only what existed before is listed as changed; what is new hangs below it.
  for (const [type, keys] of [...transaction.changed]) {
    if (keys.has(null) && type instanceof Y.XmlFragment && !type._item?.deleted) visit(type)
  }
}

function isNew(element: Y.XmlElement, transaction: Y.Transaction): boolean {
  const id = element._item?.id
  return id !== undefined && id.clock >= (transaction.beforeState.get(id.client) ?? 0)
}

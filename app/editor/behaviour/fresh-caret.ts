/**
 * A key acts where the caret is. Browsers tell a moved caret a moment after it has moved; on a busy device two keys come
 * before that (Home, Backspace), and the second would meet an editor that believes the caret elsewhere: the browser would
 * then join two lines by its own means, and every letter of the second be typed anew.
 */
import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

export const FreshCaret = Extension.create({
  name: 'freshCaret',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown(view, event) {
            if (!event.isComposing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
          },
        },
      },
    }),
  ],
})

import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { initProseMirrorDoc } from '@tiptap/y-tiptap'
import { ThinkingTool } from '#app/blocks/thinking-tool-node.tsx'
import { Carets } from './behaviour/carets.ts'
import { Leaving } from './behaviour/leaving.ts'
import { OnlyShowing } from './behaviour/only-showing.ts'
import type { LiveDocument } from './live/live-document.ts'
import { pageExtensions } from './page-extensions.ts'
import { cleanPastedHtml } from './paste/clean-pasted-html.ts'
import type { Surroundings } from './schema/surroundings.ts'
import { Slash, type SlashMenu } from './slash/slash-menu.ts'

/** The editor of a document that has arrived: its first state is that document, read once, and nothing is written. */
export function makeEditor(
  live: LiveDocument,
  surroundings: Surroundings,
  menu: SlashMenu,
  toTools: () => boolean,
): Editor {
  const mapping = new Map()
  return new Editor({
    injectCSS: false, // the page's policy forbids inline styles; ours are in editor.css
    enableCoreExtensions: { textDirection: false, delete: false },
    onBeforeCreate: ({ editor }) => {
      live.showing(() => {
        const first = initProseMirrorDoc(live.fragment, editor.schema)
        for (const [type, node] of first.mapping) mapping.set(type, node)
        Object.assign(editor.options, { content: first.doc })
      })
    },
    editorProps: {
      attributes: {
        class: 'page page-editor',
        role: 'textbox',
        'aria-label': 'The text of this entry',
        'aria-multiline': 'true',
        'aria-describedby': 'page-keys',
        spellcheck: 'true',
      },
      transformPastedHTML: cleanPastedHtml,
      scrollMargin: { top: 90, bottom: 90, left: 0, right: 0 },
      scrollThreshold: { top: 90, bottom: 90, left: 0, right: 0 },
    },
    extensions: [
      ...pageExtensions({ surroundings, undo: live.undoManager, thinkingTool: ThinkingTool }),
      Collaboration.configure({
        document: live.document,
        ySyncOptions: { mapping },
        yUndoOptions: { undoManager: live.undoManager },
      }),
      Carets.configure({ awareness: live.provider.awareness }),
      Slash.configure({ menu }),
      Leaving.configure({ toTools }),
      OnlyShowing.configure({ showing: live.showing }),
    ],
  })
}

/** Keys to step out of the text: Esc then Tab goes on through the page, Alt+F10 goes to the tools. */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

export const Leaving = Extension.create<{ toTools: () => boolean }>({
  name: 'leaving',
  priority: 1200,
  addOptions: () => ({ toTools: () => false }),
  addKeyboardShortcuts() {
    return { 'Alt-F10': () => this.options.toTools() }
  },
  addProseMirrorPlugins() {
    let leaving = false
    return [
      new Plugin({
        key: new PluginKey('leaving'),
        props: {
          handleDOMEvents: {
            keydown: (_view, event) => {
              if (event.key === 'Tab' && leaving) {
                leaving = false
                return true // nothing here takes the key, so the browser moves the focus
              }
              if (event.key !== 'Shift') leaving = event.key === 'Escape'
              return false
            },
            blur: () => {
              leaving = false
              return false
            },
          },
        },
      }),
    ]
  },
})

/**
 * The binding shows what colleagues write; where it cannot, it deletes. Each showing is watched, so that such a deletion
 * never leaves this page (`live/unknown-content.ts`).
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

type Show = (events: unknown, transaction: unknown) => void
type Binding = { type: Y.XmlFragment; _observeFunction: Show }

export const OnlyShowing = Extension.create<{ showing: (show: () => void) => void }>({
  name: 'onlyShowing',
  priority: 990, // its view is made after that of the binding
  addOptions: () => ({ showing: (show) => show() }),
  addProseMirrorPlugins() {
    const { showing } = this.options
    return [
      new Plugin({
        key: new PluginKey('onlyShowing'),
        view: (view) => {
          const binding: Binding | undefined = ySyncPluginKey.getState(view.state)?.binding
          if (binding) watch(binding, showing)
          return {}
        },
      }),
    ]
  },
})

function watch(binding: Binding, showing: (show: () => void) => void): void {
  const show = binding._observeFunction
  binding.type.unobserveDeep(show)
  binding._observeFunction = (events, transaction) => showing(() => show(events, transaction))
  binding.type.observeDeep(binding._observeFunction)
}

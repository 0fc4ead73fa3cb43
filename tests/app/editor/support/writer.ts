/**
 * One person at the editor without a browser: the real extensions, the real binding, the real Y.Doc; only the DOM view is
 * replaced by the few things that plugins ask of it.
 */
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { EditorState, type Plugin, type PluginView, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import * as Y from 'yjs'
import { ToolsGoing } from '#app/editor/behaviour/tools-going.ts'
import { type PageUndo, pageUndo } from '#app/editor/behaviour/undo-steps.ts'
import { pageExtensions } from '#app/editor/page-extensions.ts'
import { newSurroundings } from '#app/editor/schema/surroundings.ts'

/** The plugins whose views carry the binding; the others need a real window. */
const headless = /^(y-sync|y-undo|firstLetters|caretStays)/

export class Writer {
  readonly document: Y.Doc
  readonly undoManager: PageUndo
  state: EditorState
  private readonly views: PluginView[] = []
  private readonly view: EditorView
  private readonly toolsGoing: ToolsGoing

  constructor(clientId: number, seed?: Uint8Array) {
    this.document = new Y.Doc()
    this.document.clientID = clientId
    if (seed) Y.applyUpdate(this.document, seed)
    const fragment = this.document.getXmlFragment('default')
    this.undoManager = pageUndo(fragment)
    this.toolsGoing = new ToolsGoing(this.document, this.undoManager)
    const editor = new Editor({
      element: null,
      content: { type: 'doc', content: [] }, // an empty string would ask for a DOM parser
      injectCSS: false,
      extensions: [
        ...pageExtensions({ surroundings: newSurroundings(), undo: this.undoManager }),
        Collaboration.configure({ document: this.document, yUndoOptions: { undoManager: this.undoManager } }),
      ],
    })
    const plugins: Plugin[] = editor.extensionManager.plugins
    this.state = EditorState.create({ schema: editor.schema, plugins })
    const writer = this
    this.view = {
      get state() {
        return writer.state
      },
      dispatch: (tr: Transaction) => writer.dispatch(tr),
      hasFocus: () => false,
      editable: true,
      dom: { addEventListener() {}, removeEventListener() {} },
      isDestroyed: false,
    } as unknown as EditorView
    for (const plugin of plugins) {
      if (plugin.spec.view && headless.test(String((plugin as unknown as { key: string }).key))) {
        this.views.push(plugin.spec.view.call(plugin, this.view))
      }
    }
  }

  dispatch = (tr: Transaction): void => {
    const before = this.state
    this.toolsGoing.note(tr)
    this.state = this.state.apply(tr)
    for (const view of this.views) view.update?.(this.view, before)
  }

  do(command: (state: EditorState, dispatch: (tr: Transaction) => void) => boolean): boolean {
    return command(this.state, this.dispatch)
  }

  /** Puts the caret into the nth text block, at an offset or at its end. */
  caret(block: number, offset?: number): this {
    let index = 0
    this.state.doc.descendants((node, position) => {
      if (!node.isTextblock) return true
      if (index++ === block) {
        const at = position + 1 + (offset ?? node.content.size)
        this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, at)))
      }
      return false
    })
    return this
  }

  type(letters: string): this {
    for (const letter of letters) this.dispatch(this.state.tr.insertText(letter))
    return this
  }

  /** The text of each text block. */
  get lines(): string[] {
    const lines: string[] = []
    this.state.doc.descendants((node) => {
      if (node.isTextblock) lines.push(node.textContent)
      return !node.isTextblock
    })
    return lines
  }

  get ids(): (string | null)[] {
    const ids: (string | null)[] = []
    this.state.doc.descendants((node) => {
      if (node.type.spec.attrs && 'id' in node.type.spec.attrs) ids.push(node.attrs.id)
    })
    return ids
  }
}

/** A line between two writers that delivers when asked, like a network with its own mind. */
export function exchange(one: Writer, other: Writer): void {
  const toOther = Y.encodeStateAsUpdate(one.document, Y.encodeStateVector(other.document))
  const toOne = Y.encodeStateAsUpdate(other.document, Y.encodeStateVector(one.document))
  Y.applyUpdate(other.document, toOther, 'network')
  Y.applyUpdate(one.document, toOne, 'network')
}

/** A page with these paragraphs, as the server seeds it: each text block with its one Y.XmlText. */
export function seedOf(...lines: string[]): Uint8Array {
  const document = new Y.Doc()
  document.clientID = 1
  document.getXmlFragment('default').insert(
    0,
    lines.map((line, index) => {
      const element = new Y.XmlElement('paragraph')
      element.setAttribute('id', `seed${index}`)
      element.setAttribute('kind', 'p')
      element.insert(0, [new Y.XmlText(line)])
      return element
    }),
  )
  return Y.encodeStateAsUpdate(document)
}

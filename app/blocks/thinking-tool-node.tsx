/**
 * The view of a thinking tool in the page's editor. The page knows only the place (`blockId`); what is in it lives in
 * the tool's own map under `blocks`. The tools' script is loaded when the first one comes into view on a page; until
 * then the figure that the server drew keeps its place.
 */
import type { Editor } from '@tiptap/core'
import type { Node as PageNode } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { NodeView } from '@tiptap/pm/view'
import { ThinkingToolPlace } from '#app/editor/page-extensions.ts'
import { surroundingsOf } from '#app/editor/schema/surroundings.ts'
import type { MountedTool } from './mount-tool.tsx'

export const ThinkingTool = ThinkingToolPlace.extend({
  addNodeView() {
    return ({ node, editor, getPos }) => new ThinkingToolView(node, editor, getPos as () => number | undefined)
  },
  addKeyboardShortcuts() {
    return {
      // Enter goes from the chosen tool into its first control; Escape comes back.
      Enter: ({ editor }) => {
        const { selection } = editor.state
        if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'thinkingTool') return false
        const place = editor.view.nodeDOM(selection.from)
        const first =
          place instanceof HTMLElement ? place.querySelector<HTMLElement>('button, textarea, input, select') : null
        first?.focus()
        return first !== null
      },
    }
  },
})

class ThinkingToolView implements NodeView {
  readonly dom: HTMLElement
  private node: PageNode
  private readonly editor: Editor
  private readonly position: () => number | undefined
  private mounted: MountedTool | null = null
  private gone = false

  constructor(node: PageNode, editor: Editor, position: () => number | undefined) {
    this.node = node
    this.editor = editor
    this.position = position
    this.dom = document.createElement('div')
    this.dom.className = 'page-tool'
    this.dom.contentEditable = 'false'
    this.dom.setAttribute('data-block-id', String(node.attrs.id ?? ''))
    this.dom.setAttribute('data-tool', String(node.attrs.tool))
    this.keepServerFigure()
    void this.load()
  }

  /** The figure that is on the page already stands in, so that nothing moves while the script arrives. */
  private keepServerFigure(): void {
    const id = this.node.attrs.id
    const drawn = id ? document.querySelector(`[data-block-id="${CSS.escape(String(id))}"].page-tool`) : null
    if (!drawn) return
    for (const child of drawn.children) {
      const copy = child.cloneNode(true) as HTMLElement
      for (const element of [copy, ...copy.querySelectorAll('[id]')]) element.removeAttribute('id')
      this.dom.append(copy)
    }
  }

  private async load(): Promise<void> {
    const { document: shared, awareness } = surroundingsOf(this.editor)
    const { mountTool } = await import('./mount-tool.tsx')
    if (this.gone || !shared) return
    this.mounted = mountTool(this.dom, {
      document: shared,
      awareness,
      blockId: String(this.node.attrs.blockId ?? ''),
      editable: () => this.editor.isEditable,
      onInsertAfter: (blockId, tool) => this.insertAfter(blockId, tool),
      onLeave: () => this.leave(),
    })
  }

  private insertAfter(blockId: string, tool: string): void {
    const at = this.position()
    if (at === undefined) return
    this.editor.commands.insertContentAt(at + this.node.nodeSize, { type: 'thinkingTool', attrs: { tool, blockId } })
  }

  private leave(): void {
    const at = this.position()
    if (at !== undefined) this.editor.chain().setNodeSelection(at).focus().run()
  }

  update(node: PageNode): boolean {
    if (node.type !== this.node.type || node.attrs.blockId !== this.node.attrs.blockId) return false
    this.node = node
    this.dom.setAttribute('data-block-id', String(node.attrs.id ?? ''))
    return true
  }

  selectNode(): void {
    this.dom.classList.add('ProseMirror-selectednode')
  }

  deselectNode(): void {
    this.dom.classList.remove('ProseMirror-selectednode')
  }

  /** What happens inside belongs to the tool, not to the page's text. */
  stopEvent(): boolean {
    return true
  }

  ignoreMutation(): boolean {
    return true
  }

  destroy(): void {
    this.gone = true
    this.mounted?.unmount()
  }
}

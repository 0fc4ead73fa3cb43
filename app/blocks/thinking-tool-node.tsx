/**
 * The view of a thinking tool in the page's editor. The page knows only the place (`blockId`); what is in it lives in
 * the tool's own map under `blocks`. It rests as the figure that readers see; the tool's editor is fetched, and takes the
 * figure's place, when somebody begins to work on it.
 */
import type { Editor } from '@tiptap/core'
import type { Node as PageNode } from '@tiptap/pm/model'
import { NodeSelection } from '@tiptap/pm/state'
import type { NodeView } from '@tiptap/pm/view'
import { ThinkingToolPlace } from '#app/editor/page-extensions.ts'
import { surroundingsOf } from '#app/editor/schema/surroundings.ts'
import type { MountedTool } from './mount-tool.tsx'
import { RestingFigure } from './resting-figure.ts'

export const ThinkingTool = ThinkingToolPlace.extend({
  addNodeView() {
    return ({ node, editor, getPos }) => new ThinkingToolView(node, editor, getPos as () => number | undefined)
  },
  onCreate() {
    // So that a tool can be put into the page without a connection, too.
    setTimeout(() => void import('#domain/blocks/registry.ts').catch(() => {}), 2_500)
  },
  addKeyboardShortcuts() {
    return {
      // Enter goes from the chosen tool into its first control; Escape comes back.
      Enter: ({ editor }) => {
        const { selection } = editor.state
        if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'thinkingTool') return false
        const place = editor.view.nodeDOM(selection.from)
        const view = place ? views.get(place) : undefined
        view?.enter()
        return view !== undefined
      },
    }
  },
})

const views = new WeakMap<Node, ThinkingToolView>()

class ThinkingToolView implements NodeView {
  readonly dom: HTMLElement
  private node: PageNode
  private readonly editor: Editor
  private readonly position: () => number | undefined
  private figure: RestingFigure | null = null
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
    views.set(this.dom, this)
    const { document: shared, toolsInWork } = surroundingsOf(editor)
    if (!shared) return
    const { blockId } = this
    const idPrefix = String(node.attrs.id ?? blockId)
    const begin = (partId: string | null) => void this.begin(partId)
    this.figure = new RestingFigure(this.dom, this.figureOnPage(), { document: shared, blockId, idPrefix, begin })
    // Made just now, or drawn anew by the page while somebody works in it.
    if (toolsInWork.has(blockId)) void this.begin(undefined)
  }

  private get blockId(): string {
    return String(this.node.attrs.blockId ?? '')
  }

  /** The figure that is on the page already stands in, so that nothing moves. */
  private figureOnPage(): Element[] {
    const { id } = this.node.attrs
    const drawn = id ? document.querySelector(`[data-block-id="${CSS.escape(String(id))}"].page-tool > figure`) : null
    if (!drawn) return []
    const copy = drawn.cloneNode(true) as Element
    copy.querySelector('.tool-begin')?.remove()
    return [copy]
  }

  /**
   * The tool's editor takes the place of its figure.
   * @param partId the part to open; null: the first control takes the focus; undefined: the focus stays
   */
  async begin(partId: string | null | undefined): Promise<void> {
    const { document: shared, awareness, toolsInWork } = surroundingsOf(this.editor)
    if (this.mounted || !shared || !this.editor.isEditable) return
    this.figure?.opening()
    const { mountTool } = await import('./mount-tool.tsx').catch(() => ({ mountTool: null }))
    if (this.gone || this.mounted) return
    if (!mountTool) {
      this.figure?.notOpened()
      return
    }
    toolsInWork.add(this.blockId)
    this.figure?.stop()
    this.mounted = mountTool(this.dom, {
      document: shared,
      awareness,
      blockId: this.blockId,
      editable: () => this.editor.isEditable,
      onInsertAfter: (blockId, tool) => this.insertAfter(blockId, tool),
      onLeave: () => this.leave(),
    })
    if (partId === undefined) return
    const part = partId ? this.dom.querySelector<HTMLElement>(`[data-part-button="${CSS.escape(partId)}"]`) : null
    part?.click()
    if (!part) this.focusFirst()
  }

  /** Into the first control, by keyboard. */
  enter(): void {
    if (this.mounted) this.focusFirst()
    else void this.begin(null)
  }

  private focusFirst(): void {
    this.dom.querySelector<HTMLElement>('button, textarea, input, select')?.focus()
  }

  private insertAfter(blockId: string, tool: string): void {
    surroundingsOf(this.editor).toolsInWork.add(blockId)
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
    this.figure?.stop()
    this.mounted?.unmount()
  }
}

/** Makes a new thinking tool at the caret: its data first, then its place in the text. Used by the slash menu. */
import type { Editor } from '@tiptap/core'
import { surroundingsOf } from '#app/editor/schema/surroundings.ts'
import type { ToolKind } from '#domain/portfolio/page-schema.ts'

export async function insertThinkingTool(editor: Editor, kind: ToolKind): Promise<void> {
  const { document, toolsInWork } = surroundingsOf(editor)
  if (!document) return
  const [{ emptyTool, writeTool }, Y] = await Promise.all([import('#domain/blocks/registry.ts'), import('yjs')])
  const blockId = crypto.randomUUID()
  document.transact(() => {
    const map = new Y.Map<unknown>()
    writeTool(
      map,
      emptyTool(kind, () => crypto.randomUUID().slice(0, 13)),
    )
    document.getMap('blocks').set(blockId, map)
  })
  toolsInWork.add(blockId)
  editor
    .chain()
    .focus()
    .insertContent({ type: 'thinkingTool', attrs: { tool: kind, blockId } })
    .run()
}

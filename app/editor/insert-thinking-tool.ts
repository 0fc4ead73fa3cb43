import type { AnyExtension, Editor } from '@tiptap/core'
import * as Y from 'yjs'
import { emptyTool, toolOf, writeTool } from '#domain/blocks/registry.ts'
import { type ToolKind, toolKinds } from '#domain/portfolio/page-schema.ts'
import { newBlockId } from './behaviour/new-block-id.ts'
import { insertBlock } from './commands/block-commands.ts'
import type { LiveDocument } from './live/live-document.ts'
import { ThinkingToolPlace } from './page-extensions.ts'
import { run } from './slash/slash-choices.ts'

/** What the slash menu offers beside text. */
export const offeredTools = toolKinds.map((kind) => ({ kind, name: toolOf(kind).name, purpose: toolOf(kind).purpose }))

export const thinkingToolNode: AnyExtension = ThinkingToolPlace

/** Makes a new tool beside the text, and its place in it. */
export function insertThinkingTool(editor: Editor, live: LiveDocument, kind: ToolKind): void {
  const blockId = newBlockId()
  live.document.transact(() => {
    const map = new Y.Map<unknown>()
    live.tools.set(blockId, map)
    writeTool(map, emptyTool(kind, newBlockId))
  }, 'new-tool')
  run(editor, insertBlock(editor.schema.nodes.thinkingTool!.create({ tool: kind, blockId })))
}

/**
 * One person's work on one thinking tool: where its data is, whose acts are whose, and what can be taken back. The
 * page's own undo knows only the text; a tool has its own, so that Ctrl+Z inside a tool takes back an act in the tool.
 */
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { ToolHandle } from '#domain/blocks/edit-tool.ts'
import { toolOf } from '#domain/blocks/registry.ts'
import type { ToolKind } from '#domain/portfolio/page-schema.ts'

export type ToolSession = ToolHandle & {
  blockId: string
  kind: ToolKind
  undo: Y.UndoManager
  awareness: Awareness | null
  newId: () => string
}

const sessions = new WeakMap<Y.Map<unknown>, ToolSession>()

/** The session of this window; it outlives the view, which the page may draw anew at any time. */
export function sessionOf(
  map: Y.Map<unknown>,
  kind: ToolKind,
  blockId: string,
  awareness: Awareness | null,
): ToolSession {
  const known = sessions.get(map)
  if (known) return known
  const origin = { tool: blockId }
  const session: ToolSession = {
    map,
    shape: toolOf(kind).shape,
    origin,
    blockId,
    kind,
    undo: new Y.UndoManager(map, { trackedOrigins: new Set([origin]), captureTimeout: 600 }),
    awareness,
    newId: () => crypto.randomUUID().slice(0, 13),
  }
  sessions.set(map, session)
  return session
}

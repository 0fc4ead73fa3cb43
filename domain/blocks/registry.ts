/**
 * All thinking tools, and what the rest of the product asks of one. A new tool is a folder with its shape, words and
 * picture, a line here, and a kind in `toolKinds` of the page schema.
 */
import type * as Y from 'yjs'
import { type ToolKind, type ToolState, toolKinds } from '#domain/portfolio/page-schema.ts'
import { alternativeOf, dataDigest, type ToolAlternative } from './alternative.ts'
import { causalLoopTool } from './causal-loop/tool.ts'
import { figureHtml } from './figure.ts'
import { icebergTool } from './iceberg/tool.ts'
import { withDefaults } from './shape.ts'
import { readStored, writeStored } from './stored-tool.ts'
import { asTool, type Picture, type Tool } from './tool.ts'

const tools: Record<ToolKind, Tool<ToolState>> = {
  iceberg: asTool(icebergTool),
  'causal-loop': asTool(causalLoopTool),
}

export const isToolKind = (kind: unknown): kind is ToolKind => toolKinds.includes(kind as ToolKind)

export function toolOf(kind: ToolKind): Tool<ToolState> {
  return tools[kind]
}

/** The name of a kind of tool ("Iceberg"), or the title of one ("Iceberg: Fights at pick-up"). */
export function toolTitle(tool: ToolKind | ToolState): string {
  return typeof tool === 'string' ? tools[tool].name : tools[tool.tool].title(completeTool(tool))
}

/** A new tool of this kind, ready to be filled in. */
export function emptyTool(kind: ToolKind, newId: () => string): ToolState {
  return completeTool({ ...tools[kind].empty(newId), tool: kind })
}

/**
 * Reads a tool from its Y.Map. What does not belong there is handed on as it is, so that `checkTool` (check-tool.ts) refuses it; read
 * what an untrusted client sent, check it, then use it.
 */
export function readTool(map: Y.Map<unknown>): ToolState {
  const kind = map.get('tool')
  if (!isToolKind(kind)) return { tool: kind as ToolKind }
  return readStored(tools[kind].shape, map) as ToolState
}

/** Writes a state, whole or partial, into a new Y.Map. Call it once, when the tool is made. */
export function writeTool(map: Y.Map<unknown>, state: ToolState): void {
  writeStored(tools[state.tool].shape, map, completeTool(state))
}

export function toolAlternative(state: ToolState): ToolAlternative {
  return alternativeOf(tools[state.tool], completeTool(state))
}

/** The digest to keep beside the team's own words, so that a later change of the data is noticed. */
export function toolDigest(state: ToolState): string {
  return dataDigest(tools[state.tool], completeTool(state))
}

const pictures = new WeakMap<ToolState, Picture>()

/** The drawing with the boxes of its parts, for the picture editor; a state that was drawn before is not drawn again. */
export function toolPicture(state: ToolState): Picture {
  const drawn = pictures.get(state) ?? tools[state.tool].picture(completeTool(state))
  pictures.set(state, drawn)
  return drawn
}

/** The figure of the reading view; `idPrefix` keeps ids apart on a page (the block's id). */
export function renderToolFigure(state: ToolState, { idPrefix }: { idPrefix: string }): string {
  return figureHtml(tools[state.tool], completeTool(state), idPrefix.replace(/[^A-Za-z0-9_-]/g, '-'))
}

/** The state with every absent field empty and every part in its place. */
export function completeTool(state: ToolState): ToolState {
  const tool = tools[state.tool]
  const full = withDefaults(tool.shape, state) as ToolState
  return tool.arrange?.(full) ?? full
}

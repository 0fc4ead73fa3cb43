/** What `app/blocks/<tool>` gives to the editor that all tools share. */
import type { ComponentType } from 'react'
import type { ToolKind, ToolState } from '#domain/portfolio/page-schema.ts'
import { causalLoopParts } from './causal-loop/causal-loop-parts.ts'
import { icebergParts } from './iceberg/iceberg-parts.ts'
import type { PictureActs } from './picture-editor.tsx'
import type { ToolSession } from './tool-session.ts'

export type PartProps = {
  session: ToolSession
  state: ToolState
  /** The part that was just added or opened: its first field takes the focus. */
  focused: string | null
  /** A part was made or chosen. */
  onChoose: (partId: string | null) => void
  /** The person works in a part; colleagues see it. */
  onVisit: (partId: string) => void
  /** The next part that is chosen is the other end of a line from this one. */
  onJoin: (partId: string) => void
  say: (sentence: string) => void
}
export type ToolParts = {
  acts(session: ToolSession, choose: (partId: string | null) => void): PictureActs
  /** The fields of the tool itself, shown with the picture and at the top of the outline. */
  Head: ComponentType<PartProps>
  /** The outline below the head: every part with all its fields, in reading order. */
  Outline: ComponentType<PartProps>
  /** One chosen part with all its fields, beside the picture. */
  Part: ComponentType<PartProps & { partId: string }>
  /** What stands under the picture to add with. */
  Builder: ComponentType<PartProps> | null
  join(session: ToolSession, state: ToolState, from: string, to: string): string
  /** Acts on the whole picture. */
  wholeActs(session: ToolSession, state: ToolState): { name: string; run: () => void }[]
}

export const toolParts: Record<ToolKind, ToolParts> = { iceberg: icebergParts, 'causal-loop': causalLoopParts }

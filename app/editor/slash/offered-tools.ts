import { toolNames } from '#domain/blocks/tool-names.ts'
import { type ToolKind, toolKinds } from '#domain/portfolio/page-schema.ts'

export type OfferedTool = { kind: ToolKind; name: string; purpose: string }

/** The thinking tools by name; their code comes with the first that stands on a page. */
export const offeredTools: OfferedTool[] = toolKinds.map((kind) => ({ kind, ...toolNames[kind] }))

import { type ToolKind, toolKinds } from '#domain/portfolio/page-schema.ts'

export type OfferedTool = { kind: ToolKind; name: string; purpose: string }

/** The thinking tools by name; their code comes after the editor's own. */
export async function offeredTools(): Promise<OfferedTool[]> {
  const { toolOf } = await import('#domain/blocks/registry.ts')
  return toolKinds.map((kind) => ({ kind, name: toolOf(kind).name, purpose: toolOf(kind).purpose }))
}

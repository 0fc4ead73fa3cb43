/** Names of tools, apart from the tools, for menus that must not load them. */
import type { ToolKind } from '#domain/portfolio/page-schema.ts'

export const toolNames: Record<ToolKind, { name: string; purpose: string }> = {
  iceberg: {
    name: 'Iceberg',
    purpose: 'Look under an event: what keeps happening, and which things and beliefs hold it in place.',
  },
  'causal-loop': {
    name: 'Causal loop diagram',
    purpose: 'See how one change carries on to the next, and which loops feed or steady themselves.',
  },
}

/** What changed in a thinking tool, as sentences. */
import { completeTool, toolTitle } from '#domain/blocks/registry.ts'
import type { ToolKind, ToolState } from '#domain/portfolio/page-schema.ts'
import { causalLoopChanges } from './causal-loop-changes.ts'
import { icebergChanges } from './iceberg-changes.ts'

type Changes = (before: ToolState, after: ToolState) => string[]

const changesOf: Record<ToolKind, Changes> = {
  iceberg: icebergChanges as unknown as Changes,
  'causal-loop': causalLoopChanges as unknown as Changes,
}

/** @param before undefined where nothing was in it yet */
export function toolChanges(before: ToolState | undefined, after: ToolState | undefined): string[] {
  if (!before && !after) return []
  if (!after) return ['What was in it was taken out.']
  if (!before) return ['Filled in for the first time.']
  if (before.tool !== after.tool) return [`Was ${toolTitle(before.tool)}, is ${toolTitle(after.tool)}.`]
  const [was, is] = [completeTool(before), completeTool(after)]
  const changes = changesOf[after.tool](was, is)
  if (was.dateOfView !== is.dateOfView) {
    changes.push(is.dateOfView ? `The day of the view is now ${is.dateOfView}.` : 'The day of the view was taken out.')
  }
  if (String(was.alternative) !== String(is.alternative)) {
    changes.push(
      is.alternative ? 'The team’s own words for it changed.' : 'The team’s own words for it were taken out.',
    )
  }
  return changes
}

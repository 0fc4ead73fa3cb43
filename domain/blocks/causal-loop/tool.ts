import type { Tool } from '../tool.ts'
import { toolNames } from '../tool-names.ts'
import { arrangeCausalLoop } from './arrange.ts'
import { type CausalLoopState, causalLoopShape } from './causal-loop.ts'
import { causalLoopPicture } from './causal-loop-picture.ts'
import { causalLoopLines, causalLoopShort, causalLoopTable, causalLoopTitle } from './causal-loop-words.ts'

export const causalLoopTool: Tool<CausalLoopState> = {
  kind: 'causal-loop',
  ...toolNames['causal-loop'],
  shape: causalLoopShape,
  empty: () => ({ tool: 'causal-loop' }),
  arrange: arrangeCausalLoop,
  title: causalLoopTitle,
  short: causalLoopShort,
  lines: causalLoopLines,
  table: causalLoopTable,
  picture: causalLoopPicture,
}

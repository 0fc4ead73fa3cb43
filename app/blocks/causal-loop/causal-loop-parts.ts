import type { ToolParts } from '../tool-parts.ts'
import { addLink, arrangeOnCircle, causalLoopActs } from './causal-loop-acts.ts'
import { CausalLoopHead, CausalLoopOutline } from './causal-loop-outline.tsx'
import { CausalLoopPanel } from './causal-loop-panel.tsx'
import { SentenceBuilder } from './sentence-builder.tsx'

export const causalLoopParts: ToolParts = {
  acts: causalLoopActs,
  Head: CausalLoopHead,
  Outline: CausalLoopOutline,
  Part: CausalLoopPanel,
  Builder: SentenceBuilder,
  join: (session, state, from, to) => addLink(session, state, { from, to, sign: '+', delay: false }),
  wholeActs: (session, state) => [{ name: 'Arrange on a circle', run: () => arrangeOnCircle(session, state) }],
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toolPicture } from '#domain/blocks/registry.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'

const cardTexts = fc.lorem({ maxCount: 25 })
const cards = (prefix: string) =>
  fc.array(cardTexts, { maxLength: 7 }).map((texts) => texts.map((text, at) => ({ id: `${prefix}${at}`, text })))

describe('pictures of usual sizes', () => {
  it('no two cards of an iceberg lie on each other', () => {
    const icebergs = fc.record({
      tool: fc.constant('iceberg' as const),
      issue: fc.lorem({ maxCount: 8 }),
      events: cards('e'),
      patterns: cards('p'),
      artefacts: cards('a'),
      mentalModels: cards('m'),
      leverage: cards('l'),
    })
    fc.assert(
      fc.property(icebergs, (state) => noneOverlap(state, '')),
      { numRuns: 60 },
    )
  })

  it('no two variables of a causal loop diagram lie on each other, wherever people put them', () => {
    const diagrams = fc
      .array(fc.tuple(fc.lorem({ maxCount: 4 }), fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 9 })
      .map((rows) => ({
        tool: 'causal-loop' as const,
        vars: rows.map(([name, x, y], at) => ({ id: `v${at}`, name, x, y })),
      }))
    fc.assert(
      fc.property(diagrams, (state) => noneOverlap(state, 'vars')),
      { numRuns: 60 },
    )
  })
})

function noneOverlap(state: ToolState, list: string): void {
  const parts = toolPicture(state).parts.filter((part) => !list || part.list === list)
  parts.forEach((one, at) => {
    for (const two of parts.slice(at + 1)) {
      const x = Math.min(one.x + one.width, two.x + two.width) - Math.max(one.x, two.x)
      const y = Math.min(one.y + one.height, two.y + two.height) - Math.max(one.y, two.y)
      expect(x <= 1 || y <= 1, `${one.label} over ${two.label}`).toBe(true)
    }
  })
}

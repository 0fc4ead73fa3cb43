import { describe, expect, it } from 'vitest'
import { variableHint } from '#domain/blocks/causal-loop/variable-hint.ts'
import { toolAlternative } from '#domain/blocks/registry.ts'
import { sampleLoops } from './sample-tools.ts'

describe('telling a causal loop diagram', () => {
  it('traces a loop once around, with its delay and its kind', () => {
    expect(toolAlternative({ ...sampleLoops, loops: [] }).long).toContain(
      'R2 reinforcing. Student dysregulation rises, so pressure to make up lost hours rises, so time kept for check-ins falls, so sense of being seen falls, so, after a delay, student dysregulation rises further. The loop feeds itself.',
    )
  })

  it('tells a loop that steadies itself', () => {
    expect(toolAlternative(sampleLoops).long).toContain(
      'B1 balancing. Staff stress rises, so, after a delay, adults asking each other for help rises, so staff stress falls back. The loop steadies itself.',
    )
  })

  it('adds the name and the story that people gave', () => {
    expect(toolAlternative(sampleLoops).long).toContain('R2 reinforcing, “The squeeze”.')
    expect(toolAlternative(sampleLoops).long).toContain('We take the minutes that would have helped.')
  })

  it('gives the links as a table', () => {
    const { table } = toolAlternative(sampleLoops)
    expect(table.head.slice(0, 4)).toEqual(['From', 'To', 'Same or opposite', 'Delay'])
    expect(table.rows[3]!.slice(0, 4)).toEqual(['sense of being seen', 'student dysregulation', 'opposite', 'yes'])
  })

  it.each([
    ['teachers', 'rise or fall'],
    ['lack of time', '“time”'],
    ['more trust', '“trust”'],
    ['hire two aides', 'act'],
    ['who is late?', 'question'],
  ])('gives a hint for %s', (name, words) => {
    expect(variableHint(name)).toContain(words)
  })

  it.each(['staff stress', 'trust among teachers', 'sense of being seen', 'number of fights', ''])(
    'has nothing to say about “%s”',
    (name) => {
      expect(variableHint(name)).toBeNull()
    },
  )
})

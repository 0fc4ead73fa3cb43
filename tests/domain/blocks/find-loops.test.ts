import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLoops, kindOf, loopKey, mostLoops } from '#domain/blocks/causal-loop/find-loops.ts'

type Link = { id: string; from: string; to: string; sign: '+' | '-'; delay: boolean; howWeKnow: string }

const link = (id: string, from: number, to: number, sign: '+' | '-' = '+'): Link => ({
  id,
  from: `v${from}`,
  to: `v${to}`,
  sign,
  delay: false,
  howWeKnow: '',
})
const variables = (number: number) =>
  Array.from({ length: number }, (_, at) => ({ id: `v${at}`, name: `variable ${at}`, x: null, y: null }))

const diagrams = fc
  .record({
    number: fc.integer({ min: 1, max: 6 }),
    ends: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.boolean()), { maxLength: 9 }),
  })
  .map(({ number, ends }) => ({
    vars: variables(number),
    loops: [],
    links: ends.map(([from, to, opposite], at) => link(`k${at}`, from, to, opposite ? '-' : '+')),
  }))

/** Every set of links that, in some order, leads once around without meeting a variable twice. */
function allCyclesSlowly(vars: { id: string }[], links: Link[]): Set<string> {
  const ids = new Set(vars.map((variable) => variable.id))
  const usable = links.filter((one) => one.from !== one.to && ids.has(one.from) && ids.has(one.to))
  const found = new Set<string>()
  const walk = (path: Link[], visited: string[]) => {
    const at = path.at(-1)!.to
    if (at === path[0]!.from) found.add(loopKey(path.map((one) => one.id)))
    else if (!visited.includes(at))
      for (const next of usable) if (next.from === at) walk([...path, next], [...visited, at])
  }
  for (const first of usable) walk([first], [first.from])
  return found
}

describe('finding loops', () => {
  it('finds exactly the simple cycles that a slow search finds, each once, shortest first', () => {
    fc.assert(
      fc.property(diagrams, (diagram) => {
        const { loops, more } = findLoops(diagram)
        const slowly = allCyclesSlowly(diagram.vars, diagram.links)
        expect(new Set(loops.map((loop) => loop.key)).size).toBe(loops.length)
        expect(more).toBe(slowly.size > mostLoops)
        expect(loops.length).toBe(Math.min(mostLoops, slowly.size))
        for (const loop of loops) expect(slowly).toContain(loop.key)
        const lengths = loops.map((loop) => loop.links.length)
        expect(lengths).toEqual([...lengths].sort((a, b) => a - b))
      }),
      { numRuns: 300 },
    )
  })

  it('calls a loop reinforcing when its opposite links are even in number, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('+' as const, '-' as const), { minLength: 2, maxLength: 9 }), (signs) => {
        const product = signs.reduce((sum, sign) => sum * (sign === '-' ? -1 : 1), 1)
        expect(kindOf(signs.map((sign) => ({ sign })))).toBe(product > 0 ? 'reinforcing' : 'balancing')
      }),
    )
  })

  it('keeps the key of a loop wherever one begins to count', () => {
    expect(loopKey(['k2', 'k3', 'k1'])).toBe(loopKey(['k1', 'k2', 'k3']))
    expect(loopKey(['k1', 'k3', 'k2'])).not.toBe(loopKey(['k1', 'k2', 'k3']))
  })

  it('numbers reinforcing and balancing loops apart and finds the name that people gave', () => {
    const links = [link('a', 0, 1), link('b', 1, 0, '-'), link('c', 1, 2), link('d', 2, 1)]
    const loops = [{ id: 'n', linkIds: ['d', 'c'], name: 'the spiral', story: '' }]
    const found = findLoops({ vars: variables(3), links, loops }).loops
    expect(found.map((loop) => [loop.label, loop.note?.name ?? null])).toEqual([
      ['B1', null],
      ['R1', 'the spiral'],
    ])
  })

  it('lists the forty shortest of a diagram where everything touches everything, in good time', () => {
    const links: Link[] = []
    for (let from = 0; from < 30; from++)
      for (let to = 0; to < 30; to++) if (from !== to) links.push(link(`${from}-${to}`, from, to))
    const started = performance.now()
    const { loops, more } = findLoops({ vars: variables(30), links: links.slice(0, 200), loops: [] })
    expect(performance.now() - started).toBeLessThan(1000)
    expect(loops).toHaveLength(mostLoops)
    expect(more).toBe(true)
    expect(loops.every((loop) => loop.links.length <= 3)).toBe(true)
  })
})

/** Numbers that look random and come again with the same seed (mulberry32). */
export function seeded(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    below: (limit: number) => Math.floor(next() * limit),
    between: (least: number, most: number) => least + Math.floor(next() * (most - least + 1)),
  }
}
export type Seeded = ReturnType<typeof seeded>

/** The seed of this run: given in the environment, or a new one unless there is a usual one. Failures print it. */
export const seedOfRun = (usual = Math.floor(Math.random() * 2 ** 31)): number => Number(process.env.SEED ?? usual)

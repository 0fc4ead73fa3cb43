import { defineConfig } from 'vitest/config'

/** The long runs: one after the other, with everything they print as it comes. */
export default defineConfig({
  test: {
    include: ['tests/soak/*.soak.ts'],
    globalSetup: ['tests/support/postgres-setup.ts'],
    fileParallelism: false,
    disableConsoleIntercept: true,
    testTimeout: 24 * 3_600_000,
    hookTimeout: 120_000,
    bail: 1,
  },
})

import { afterEach, beforeEach, expect, vi } from 'vitest'

/** An unexpected console.error fails the test that caused it. Expected ones: `expectConsoleErrors()`. */
let errors: unknown[][] = []
let expected = false

beforeEach(() => {
  errors = []
  expected = false
  vi.spyOn(console, 'error').mockImplementation((...words) => {
    errors.push(words)
  })
})

afterEach(() => {
  if (!expected) expect(errors, 'console.error was called').toEqual([])
})

export function expectConsoleErrors(): unknown[][] {
  expected = true
  return errors
}

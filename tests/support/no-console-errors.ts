import { afterEach, beforeEach, expect, vi } from 'vitest'

/** An unexpected console.error fails the test that caused it. Expected ones: `expectConsoleErrors()`. */
let errors: unknown[][] = []
let expected = false
/** So does Node's warning that something gathers listeners: an operator would read it with every page. */
let leaks: string[] = []

process.on('warning', ({ name, message }) => {
  if (name === 'MaxListenersExceededWarning') leaks.push(message)
})

beforeEach(() => {
  errors = []
  leaks = []
  expected = false
  vi.spyOn(console, 'error').mockImplementation((...words) => {
    errors.push(words)
  })
})

afterEach(() => {
  if (!expected) expect(errors, 'console.error was called').toEqual([])
  expect(leaks, 'too many listeners').toEqual([])
})

export function expectConsoleErrors(): unknown[][] {
  expected = true
  return errors
}

import { expect, it } from 'vitest'
import { agoInWords, durationInWords } from '#domain/operations/time-words.ts'

it.each([
  [0.0014, '1.4 ms'],
  [0.023, '23 ms'],
  [0.42, '0.4 s'],
  [12.34, '12 s'],
])('%d seconds are %s', (seconds, words) => {
  expect(durationInWords(seconds)).toBe(words)
})

it.each([
  [0.3, 'just now'],
  [9.6, 'ten seconds ago'],
  [150, 'three minutes ago'],
  [7_300, 'two hours ago'],
  [200_000, 'two days ago'],
])('%d seconds ago is %s', (seconds, words) => {
  expect(agoInWords(seconds)).toBe(words)
})

import { expect, it } from 'vitest'
import { type SystemFacts, systemCare } from '#domain/operations/system-care.ts'

const gibibyte = 1024 ** 3
const well: SystemFacts = {
  databaseAnswers: true,
  draining: false,
  apart: false,
  oldestUnsaved: 0.004,
  savedP95: 0.02,
  lastFailedCommitAgo: undefined,
  eventLoopDelay: 0.03,
  diskFreeBytes: 40 * gibibyte,
  diskBytes: 100 * gibibyte,
  walBytes: 4_000_000,
  mailFailed: 0,
}
const sentences = (change: Partial<SystemFacts>) => systemCare({ ...well, ...change }).map((care) => care.sentence)

it('asks for nothing where all is well', () => {
  expect(systemCare(well)).toEqual([])
  expect(
    sentences({ savedP95: undefined, diskFreeBytes: undefined, diskBytes: undefined, walBytes: undefined }),
  ).toEqual([])
})

it.each([
  [{ databaseAnswers: false }, 'The database does not answer.'],
  [{ draining: true }, 'This server is stopping.'],
  [{ apart: true }, 'This server cannot hear the other servers on its database.'],
  [{ oldestUnsaved: 12.3 }, 'An edit has been waiting 12 s for the database.'],
  [{ lastFailedCommitAgo: 70 }, 'The database refused to save 70 seconds ago.'],
  [{ diskFreeBytes: gibibyte }, 'Only 1 GB are free where the data lives.'],
  [{ savedP95: 0.8 }, 'Saving takes 0.8 s for the slowest twentieth.'],
  [{ eventLoopDelay: 0.3 }, 'The process answers up to 0.3 s late.'],
  [{ walBytes: gibibyte }, 'The log beside the database has grown to 1 GB.'],
  [{ mailFailed: 1 }, 'One message could not be handed to the mail server since the start.'],
] satisfies [Partial<SystemFacts>, string][])('where %o it says so, and what to do next', (change, sentence) => {
  const care = systemCare({ ...well, ...change })
  expect(care.map((one) => one.sentence)).toEqual([sentence])
  expect(care[0]!.next).toMatch(/^[A-Z].{20,}\.$/)
})

it('lets a failed commit rest after a quarter of an hour, and a small disk be small', () => {
  expect(sentences({ lastFailedCommitAgo: 901 })).toEqual([])
  expect(sentences({ diskFreeBytes: gibibyte, diskBytes: 8 * gibibyte })).toEqual([])
})

it('says the gravest first', () => {
  expect(sentences({ mailFailed: 2, databaseAnswers: false })[0]).toBe('The database does not answer.')
})

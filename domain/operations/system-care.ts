import { sizeInWords } from '../evidence/evidence-limits.ts'
import { agoInWords, durationInWords } from './time-words.ts'

/** How one server stands, as far as it can be told in numbers. Times in seconds. */
export type SystemFacts = {
  databaseAnswers: boolean
  draining: boolean
  /** The other servers on the same database cannot be heard. */
  apart: boolean
  oldestUnsaved: number
  /** The slowest of twenty answers to "is it saved?"; undefined: nobody asked in the last minutes. */
  savedP95: number | undefined
  lastFailedCommitAgo: number | undefined
  eventLoopDelay: number
  diskFreeBytes: number | undefined
  diskBytes: number | undefined
  walBytes: number | undefined
  mailFailed: number
}
export type SystemCare = { sentence: string; next: string }

const gibibyte = 1024 ** 3

/** What somebody should look at, each with what to do next; nothing where all is well. The gravest comes first. */
export function systemCare(facts: SystemFacts): SystemCare[] {
  const care: SystemCare[] = []
  const say = (sentence: string, next: string) => care.push({ sentence, next })
  if (!facts.databaseAnswers) {
    say(
      'The database does not answer.',
      'Nothing can be saved until it does; browsers keep what is written. Look at the database and at its disk first.',
    )
  }
  if (facts.draining) say('This server is stopping.', 'Browsers come back by themselves once it runs again.')
  if (facts.apart) {
    say(
      'This server cannot hear the other servers on its database.',
      'What is written on them comes late to pages that are open here; nothing is lost. Look at the network and at PostgreSQL.',
    )
  }
  if (facts.oldestUnsaved > 5) {
    say(
      `An edit has been waiting ${durationInWords(facts.oldestUnsaved)} for the database.`,
      'Look for a backup or another program that holds the database, and at the disk.',
    )
  }
  if (facts.lastFailedCommitAgo !== undefined && facts.lastFailedCommitAgo < 900) {
    say(
      `The database refused to save ${agoInWords(facts.lastFailedCommitAgo)}.`,
      'Browsers kept those words and sent them again. The log of the server says why it happened.',
    )
  }
  if (facts.diskFreeBytes !== undefined && isTight(facts.diskFreeBytes, facts.diskBytes)) {
    say(
      `Only ${sizeInWords(facts.diskFreeBytes)} are free where the data lives.`,
      'Make room, or move evidence to a bucket, before the disk is full: then nothing more could be saved.',
    )
  }
  if (facts.savedP95 !== undefined && facts.savedP95 > 0.5) {
    say(
      `Saving takes ${durationInWords(facts.savedP95)} for the slowest twentieth.`,
      'It should stay under half a second. Look at the disk first, then at what else this machine does.',
    )
  }
  if (facts.eventLoopDelay > 0.2) {
    say(
      `The process answers up to ${durationInWords(facts.eventLoopDelay)} late.`,
      'Other work holds the processor. Give the server a core of its own, or more servers with PostgreSQL.',
    )
  }
  if (facts.walBytes !== undefined && facts.walBytes > gibibyte / 4) {
    say(
      `The log beside the database has grown to ${sizeInWords(facts.walBytes)}.`,
      'Something reads the database without end, often a backup. Let it finish, or end it.',
    )
  }
  if (facts.mailFailed > 0) {
    say(
      `${facts.mailFailed === 1 ? 'One message' : `${facts.mailFailed} messages`} could not be handed to the mail server since the start.`,
      'Check SMTP_URL. Messages about certificates can be sent again from the certificates page.',
    )
  }
  return care
}

/** Under 2 GB or a tenth of the disk, whichever is less: large disks stay calm longer. */
function isTight(free: number, all: number | undefined): boolean {
  return free < Math.min(2 * gibibyte, (all ?? Number.POSITIVE_INFINITY) / 10)
}

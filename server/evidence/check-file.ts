/**
 * Has one file checked in a process of its own: what decodes strangers' bytes shares no memory with the server, holds
 * none of its secrets, and is killed when it takes too long.
 */
import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { evidenceLimits } from '#domain/evidence/evidence-limits.ts'
import type { RefusalCode } from '../errors.ts'

export type FileToCheck = {
  /** The file; films are cleaned in place. */
  path: string
  /** Where new files may be written. */
  folder: string
  /** The media type that its name promises. */
  promised: string
  extension: string
}

export type CheckedFile =
  | { taken: false; code: RefusalCode; sentence: string }
  | {
      taken: true
      mediaType: string
      /** The bytes to keep: the given file, or a new one. */
      path: string
      thumbnail: string | null
      width: number
      height: number
      /** Whether the bytes to keep differ from those that came. */
      changed: boolean
      /** What was taken out, or could not be, as a sentence. */
      removed: string | null
    }

const refused = (sentence: string): CheckedFile => ({ taken: false, code: 'not-ready', sentence })

/** @param seconds after which the check is given up and the file refused */
export function checkFile(file: FileToCheck, seconds: number = evidenceLimits.checkSeconds): Promise<CheckedFile> {
  // By package name and not by path: inside the built pages this module has another place than its neighbours.
  const program = createRequire(import.meta.url).resolve('#server/evidence/check-file-process.ts')
  return new Promise((resolve) => {
    const child = fork(program, [JSON.stringify(file)], {
      env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV },
      execArgv: ['--max-old-space-size=768'],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const clock = setTimeout(() => {
      child.kill('SIGKILL')
      resolve(refused('This file took too long to check. Save it in a simpler form and bring it again.'))
    }, seconds * 1000)
    child.once('message', (answer) => {
      clearTimeout(clock)
      resolve(answer as CheckedFile)
      child.kill('SIGKILL')
    })
    child.once('error', () => resolve(refused('This file could not be checked. Save it again and bring the new file.')))
    child.once('exit', () => {
      clearTimeout(clock)
      resolve(refused('This file could not be read. Open it on your device, save it again, and bring the new file.'))
    })
  })
}

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Opens and closes rooms in a process of their own. @returns bytes and timers that are left over. */
export async function openRooms(times: number): Promise<{ times: number; grown: number; timers: number }> {
  const program = join(import.meta.dirname, 'rooms-process.ts')
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program, String(times)])
  return JSON.parse(stdout)
}

/** What this server holds and what is left, asked at the moment: for the metrics and for the system page. */
import { stat, statfs } from 'node:fs/promises'
import { databaseSize } from '#db/queries/operations.ts'
import type { AppContext } from '../context.ts'

export type MachineReading = {
  /** Undefined where it could not be asked. */
  databaseBytes: number | undefined
  /** SQLite alone has a log of its own beside the file. */
  walBytes: number | undefined
  diskFreeBytes: number | undefined
  diskBytes: number | undefined
}

export async function readMachine({
  config,
  database,
}: Pick<AppContext, 'config' | 'database'>): Promise<MachineReading> {
  const file = database.sqlite?.name
  const [databaseBytes, walBytes, disk] = await Promise.all([
    databaseSize(database).catch(() => undefined),
    file ? sizeOf(`${file}-wal`) : undefined,
    statfs(config.dataDir).catch(() => undefined),
  ])
  return {
    databaseBytes,
    walBytes,
    diskFreeBytes: disk && disk.bavail * disk.bsize,
    diskBytes: disk && disk.blocks * disk.bsize,
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ size }) => size,
    () => undefined,
  )
}

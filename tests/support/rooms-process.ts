/** Opens and closes rooms, and prints what is left behind: `node --expose-gc rooms-process.ts <times>`. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { realPace } from '#server/collaboration/pace.ts'
import { readConfig } from '#server/config.ts'
import { closeContext, makeContext } from '#server/make-context.ts'
import { makeWorld } from './world.ts'

const times = Number(process.argv[2] ?? 300)
const folder = mkdtempSync(join(tmpdir(), 'fieldfolio-rooms-'))
const config = readConfig({ DATA_DIR: folder, FIELDFOLIO_DEMO: 'off', PORT: '0' })
const pace = { ...realPace, unloadAfter: 0 }
const context = await makeContext(config, { logger: pino({ level: 'silent' }), pace })
const world = makeWorld(context)
const team = await world.team()
const documents: string[] = []
for (let n = 0; n < 10; n++) documents.push((await world.entry(team.portfolioId)).documentId)

const open = async (count: number) => {
  for (let n = 0; n < count; n++) {
    const { room, release } = await context.rooms.open(documents[n % documents.length] ?? '')
    room.document?.memory.content()
    release()
    while (room.state.kind !== 'gone') await new Promise((resolve) => setTimeout(resolve, 1))
  }
  global.gc?.()
  global.gc?.()
  return process.memoryUsage().heapUsed
}
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
await open(Math.min(200, times))
const before = { heap: await open(1), timers: timers() }
const heap = await open(times)
process.stdout.write(`${JSON.stringify({ times, grown: heap - before.heap, timers: timers() - before.timers })}\n`)
await closeContext(context)
rmSync(folder, { recursive: true })

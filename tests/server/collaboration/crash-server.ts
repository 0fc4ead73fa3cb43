/**
 * A real server in a process of its own, to be killed: `node crash-server.ts`, settings in the environment.
 *
 *   PACE     other pauses of the live documents, as JSON
 *   DIE_AT   `insert document_snapshot`: the process kills itself just before its n-th such statement
 *   STANDBY  everything is loaded, and the database is opened only when a line comes in: a restart takes no time
 */
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { KyselyPlugin } from 'kysely'
import { openDatabase } from '#db/database.ts'
import { realPace } from '#server/collaboration/pace.ts'
import { readConfig } from '#server/config.ts'
import { makeHttpServer } from '#server/http-server.ts'
import { makeContext } from '#server/make-context.ts'
import { stopServing } from '#server/operations/stop-serving.ts'

const { PACE = '{}', DIE_AT = '', DIE_COUNT = '1', STANDBY } = process.env

/** Ends the process, as a power cut would, just before a statement of the wanted kind. */
function diesAt(statement: string, count: number): KyselyPlugin {
  const [verb, table] = statement.split(' ')
  const kinds: Record<string, string> = { insert: 'InsertQueryNode', delete: 'DeleteQueryNode' }
  let left = count
  return {
    transformQuery({ node }) {
      if (node.kind === kinds[verb ?? ''] && JSON.stringify(node).includes(`"${table}"`) && --left === 0) {
        process.kill(process.pid, 'SIGKILL')
      }
      return node
    },
    transformResult: async ({ result }) => result,
  }
}

if (STANDBY) {
  process.stdout.write('waiting\n')
  await once(process.stdin, 'data')
}
const config = readConfig(process.env)
const database = openDatabase(config.databaseUrl)
const db = DIE_AT ? database.db.withPlugin(diesAt(DIE_AT, Number(DIE_COUNT))) : database.db
const context = await makeContext(config, {
  database: { ...database, db },
  pace: { ...realPace, ...JSON.parse(PACE) },
})
const server = await makeHttpServer(context)
await server.listen(config.port, '127.0.0.1')
process.on('SIGTERM', async () => {
  await stopServing(context, server)
  process.exit(0)
})
// How long the loop was held up since it began to listen, when asked.
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
process.on('SIGUSR2', () => {
  const milliseconds = (percent: number) => Math.round(delay.percentile(percent) / 1e5) / 10
  process.stdout.write(
    `delay ${JSON.stringify({ p50: milliseconds(50), p99: milliseconds(99), most: delay.max / 1e6 })}\n`,
  )
})
process.stdout.write('ready\n')

/** Starts the product: reads the configuration, opens what it holds, serves, and stops without losing a word. */
import { ConfigurationProblems, readConfig, unknownSettings } from './config.ts'
import { keepUploadsTidy } from './evidence/tidy-uploads.ts'
import { loadPages } from './http/load-pages.ts'
import { makeHttpServer } from './http-server.ts'
import { makeContext } from './make-context.ts'
import { giveMemoryBack } from './operations/give-memory-back.ts'
import { holdDatabase } from './operations/hold-database.ts'
import { loadDemoIntoNewDatabase } from './operations/load-demo.ts'
import { serveMetrics } from './operations/serve-metrics.ts'
import { stopServing } from './operations/stop-serving.ts'

const problemsExit = 78
const longestStop = 25_000

async function start(): Promise<void> {
  const config = readConfig(process.env)
  process.on('exit', holdDatabase(config))
  const context = await makeContext(config)
  context.database.journal?.begin()
  for (const warning of unknownSettings(process.env)) context.logger.warn(warning)
  if (config.demo) await loadDemoIntoNewDatabase(context)
  const pages = await loadPages(process.argv.includes('--dev'))
  const metricsServer = await serveMetrics(context)
  const server = await makeHttpServer(context, pages.handler, { middleware: pages.middleware })
  await server.listen(config.port, config.host)
  const stopTidying = keepUploadsTidy(context)
  const stopGivingBack = giveMemoryBack(context)
  process.stdout.write(`ready ${config.appUrl}\n`)

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    context.logger.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), longestStop).unref()
    stopTidying()
    stopGivingBack()
    await stopServing(context, server)
    metricsServer?.close()
    await pages.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
  process.on('unhandledRejection', (error) => context.logger.error({ err: error }, 'unhandled rejection'))
}

start().catch((error) => {
  if (error instanceof ConfigurationProblems) {
    for (const problem of error.problems) process.stderr.write(`${problem}\n`)
    process.exit(problemsExit)
  }
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
  process.exit(1)
})

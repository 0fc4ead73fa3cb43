import { pino } from 'pino'
import { type Pace, realPace } from '#server/collaboration/pace.ts'
import type { AppContext } from '#server/context.ts'
import { makeHttpServer } from '#server/http-server.ts'
import { closeContext, makeContext } from '#server/make-context.ts'
import type { TestApp } from './test-app.ts'

export type AnotherServer = { context: AppContext; url: string; close: () => Promise<void> }

/** One more server of the same product, on the same database, with an address of its own. */
export async function anotherServer(app: TestApp, pace: Partial<Pace> = {}): Promise<AnotherServer> {
  const config = { ...app.context.config }
  const context = await makeContext(config, {
    clock: app.clock,
    logger: pino({ level: 'silent' }),
    pace: { ...realPace, ...pace },
  })
  const server = await makeHttpServer(context)
  const port = await server.listen(0, '127.0.0.1')
  config.appUrl = `http://127.0.0.1:${port}`
  return {
    context,
    url: config.appUrl,
    async close() {
      const stopped = server.close()
      await closeContext(context)
      await stopped
    },
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { pingDatabase } from '#db/queries/operations.ts'
import type { AppContext } from '../context.ts'

/** `/healthz`: the process turns. `/readyz`: it may be sent people, with what was checked. */
export async function handleHealthRequest(
  context: AppContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const path = request.url?.split('?')[0]
  if (path === '/healthz') {
    response.setHeader('Content-Type', 'application/json')
    response.end('{"status":"alive"}')
    return true
  }
  if (path !== '/readyz') return false
  const checks = await readChecks(context)
  const ready = Object.values(checks).every((state) => state === 'ok')
  response.statusCode = ready ? 200 : 503
  if (!ready) response.setHeader('Retry-After', '5')
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify({ ready, checks }))
  return true
}

/** What `/readyz` asks: each check is `ok` or says what it is instead. */
export async function readChecks({ db, draining }: Pick<AppContext, 'db' | 'draining'>) {
  const database = await pingDatabase(db).then(
    () => 'ok' as const,
    () => 'failed' as const,
  )
  return { database, draining: draining ? ('draining' as const) : ('ok' as const) }
}

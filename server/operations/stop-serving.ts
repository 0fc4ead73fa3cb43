import type { AppContext } from '../context.ts'
import type { HttpServer } from '../http-server.ts'
import { closeContext } from '../make-context.ts'

/**
 * Stops in the order in which nothing is lost: nobody new is let in (`/readyz` says so while it still answers), what
 * people wrote is committed and their sockets go to another server, running requests end, and the database closes.
 */
export async function stopServing(context: AppContext, server: HttpServer): Promise<void> {
  context.draining = true
  await context.rooms.close()
  await server.close()
  await closeContext(context)
}

import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createRequestHandler, type ServerBuild } from '@remix-run/node'
import type { RemixHandler } from '../http-server.ts'
import { type RouteManifest, routePatterns } from './route-pattern.ts'

export type Middleware = (request: IncomingMessage, response: ServerResponse, next: () => void) => void
export type Pages = { handler: RemixHandler; middleware: Middleware | undefined; close: () => Promise<void> }

const built = join(import.meta.dirname, '../../build/server/index.js')

/** The pages: built, or rebuilt at each change while developing. @throws where nothing was built. */
export async function loadPages(dev: boolean): Promise<Pages> {
  if (!dev) {
    if (!existsSync(built)) throw new Error('The pages are not built yet: run `npm start`, which builds them first.')
    const build = (await import(pathToFileURL(built).href)) as ServerBuild
    return {
      handler: naming(build, createRequestHandler(build, 'production') as RemixHandler),
      middleware: undefined,
      close: async () => {},
    }
  }
  const { createServer } = await import('vite')
  const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom' })
  const handler: RemixHandler = async (request, call) => {
    const build = (await vite.ssrLoadModule('virtual:remix/server-build')) as unknown as ServerBuild
    return naming(build, createRequestHandler(build, 'development') as RemixHandler)(request, call)
  }
  return { handler, middleware: vite.middlewares as unknown as Middleware, close: () => vite.close() }
}

/** The same handler, which tells each call which route answers it. */
function naming(build: ServerBuild, handler: RemixHandler): RemixHandler {
  const patternOf = routePatterns(build.routes as RouteManifest)
  return (request, call) => {
    call.answeredBy?.(patternOf(new URL(request.url).pathname))
    return handler(request, call)
  }
}

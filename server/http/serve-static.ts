import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}
const folder = join(import.meta.dirname, '../../build/client')

/** Files of the build; those under /assets/ carry a hash in their name and are kept for a year. */
export async function serveStatic(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  const type = types[extname(path)]
  if (!type || path.includes('\0') || path.startsWith('/credentials/')) return false
  const file = join(folder, normalize(decodeURIComponent(path)))
  if (!file.startsWith(`${folder}/`)) return false
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return false
  response.setHeader('Content-Type', type)
  response.setHeader('Content-Length', found.size)
  response.setHeader(
    'Cache-Control',
    path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  )
  if (request.method === 'HEAD') response.end()
  else
    createReadStream(file)
      .on('error', () => response.destroy())
      .pipe(response)
  return true
}

/** One run of the load harness against one server on a fresh data folder: what it printed, as figures. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from './served-demo.ts'

const root = join(import.meta.dirname, '../..')

/** The neutral harness beside this repository: `BENCH_HARNESS` names another folder. */
export const harness = resolve(root, process.env.BENCH_HARNESS ?? '../shared/bench')

export type Target = { name: string; flags: Record<string, string>; environment: Record<string, string> }
export type Figures = Record<string, number>

export const ours = 'ours'
/** Raised, because one machine plays thousands of people here. */
const doors = { LIMIT_SOCKETS: '100000', LIMIT_SOCKETS_PER_PERSON: '100000', LIMIT_SOCKETS_PER_ADDRESS: '100000' }

/** The harness's own list of peers that are installed, by name. */
export function peerTargets(): Map<string, Target> {
  const listed: Record<string, Record<string, string>> = JSON.parse(readFileSync(join(harness, 'targets.json'), 'utf8'))
  const known: Record<string, string> = { NODE: process.execPath, HERE: harness }
  const expand = (text: string) => text.replace(/\$(\w+)/g, (_, name: string) => known[name] ?? '')
  const targets = Object.entries(listed).map(([name, flags]): [string, Target] => {
    const expanded = Object.fromEntries(Object.entries(flags).map(([key, value]) => [key, expand(value)]))
    return [name, { name, flags: expanded, environment: {} }]
  })
  return new Map(targets.filter(([, { flags }]) => isInstalled(flags.start ?? '')))
}

function isInstalled(start: string): boolean {
  const script = start.split(' ').find((word) => /\.(m?js)$/.test(word))
  return script !== undefined && existsSync(script) && existsSync(join(harness, 'peers/node_modules'))
}

/** Our server, the whole product, with the harness's scratch documents. `BENCH_START` is another command for it. */
export async function ourTarget(databaseUrl: string | undefined): Promise<Target> {
  const port = await freePort()
  return {
    name: ours,
    flags: {
      protocol: 'saved',
      url: `ws://127.0.0.1:${port}/collab/{doc}`,
      start: process.env.BENCH_START ?? `${process.execPath} server/index.ts`,
      cwd: root,
      auth: join(import.meta.dirname, 'scratch-documents.ts'),
    },
    environment: {
      NODE_ENV: 'test',
      FIELDFOLIO_DEMO: 'off',
      PORT: String(port),
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      ...doors,
    },
  }
}

/** @returns every number that the harness printed, by its path, or undefined where the run could not be made. */
export async function runHarness(target: Target, scenario: string, options: string[]): Promise<Figures | undefined> {
  const dataDir = mkdtempSync(join(process.env.BENCH_DATA ?? tmpdir(), 'fieldfolio-bench-'))
  const flags = Object.entries(target.flags).flatMap(([key, value]) => [`--${key}`, value])
  const child = spawn(
    process.execPath,
    [join(harness, 'bench.js'), scenario, '--name', target.name, ...flags, ...options],
    { env: { ...process.env, DATA_DIR: dataDir, ...target.environment }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.on('data', (data: Buffer) => {
    said += data
  })
  await once(child, 'close')
  rmSync(dataDir, { recursive: true, force: true })
  const last: Record<string, unknown> = JSON.parse(said.trim().split('\n').at(-1) || '{"error":"no output"}')
  if (last.error === undefined) return flat(last)
  process.stderr.write(`${target.name}: ${String(last.error)}\n`)
  return undefined
}

function flat(value: object, path = '', into: Figures = {}): Figures {
  for (const [key, one] of Object.entries(value)) {
    if (typeof one === 'number') into[path + key] = one
    else if (one !== null && typeof one === 'object') flat(one, `${path}${key}.`, into)
  }
  return into
}

/** Servers in processes of their own, for tests that end them in every possible way. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Config } from '#server/config.ts'

const plainProgram = join(import.meta.dirname, '../server/collaboration/crash-server.ts')
/** The product as it is started everywhere, with its built pages. */
export const product = join(import.meta.dirname, '../../server/index.ts')

export type ServerProcess = {
  process: ChildProcess
  /** Lets a server that stands by begin. */
  begin: () => Promise<void>
  kill: (signal?: NodeJS.Signals) => Promise<number | null>
  /** How long its event loop was held up, in milliseconds. */
  loopDelay: () => Promise<{ p50: number; p99: number; most: number }>
  ended: Promise<number | null>
}

/**
 * @param environment the server's settings; with `STANDBY` it is only loaded until `begin`
 * @param before words before the command, such as `fiu-run …`
 * @param program `product`, or a server without pages
 */
export async function serverProcess(
  environment: Record<string, string>,
  before: string[] = [],
  program = plainProgram,
): Promise<ServerProcess> {
  const { PATH = '', HOME = '' } = process.env
  const [command = process.execPath, ...words] = [...before, process.execPath, program]
  const child = spawn(command, words, {
    env: { PATH, HOME, NODE_ENV: 'test', ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const says = async (word: string) => {
    const gone = ended.then((code) => {
      throw new Error(`the server ended with ${code} before it was ${word}`)
    })
    gone.catch(() => {})
    while (!said.includes(word)) await Promise.race([once(child.stdout, 'data'), gone])
  }
  await says(environment.STANDBY ? 'waiting' : 'ready')
  return {
    process: child,
    async begin() {
      child.stdin.write('begin\n')
      await says('ready')
    },
    async loopDelay() {
      child.kill('SIGUSR2')
      await says('delay')
      return JSON.parse(/delay (\{.*\})/.exec(said)?.[1] ?? '{}')
    },
    kill(signal = 'SIGKILL') {
      child.kill(signal)
      return ended
    },
    ended,
  }
}

/** An address for such a server, and its settings: on the database and the folder of a test's own product. */
export async function settingsOf({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    APP_URL: url,
    FIELDFOLIO_DEMO: 'off',
  }
  return { url, environment }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

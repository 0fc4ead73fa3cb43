import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { holdDatabase } from '#server/operations/hold-database.ts'

const end: (() => void)[] = []
afterEach(() => {
  for (const act of end.splice(0)) act()
})

const program = (name: string) => join(import.meta.dirname, '../../../server', name)

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'fieldfolio-held-'))
  end.push(() => rmSync(made, { recursive: true, force: true }))
  return made
}

async function run(dataDir: string, words: string[]) {
  const { PATH = '', HOME = '' } = process.env
  const env = { PATH, HOME, DATA_DIR: dataDir, FIELDFOLIO_DEMO: 'on', PORT: '0', NODE_ENV: 'test' as const }
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data) => {
    said += data
  })
  const [code] = await once(child, 'close')
  return { code, said }
}

/** A process that has the file, as a server has it. */
async function holder(dataDir: string) {
  const url = `sqlite:${join(dataDir, 'fieldfolio.sqlite')}`
  const script = `
    const { holdSqlite } = await import(${JSON.stringify(program('../db/hold-sqlite.ts'))})
    const release = holdSqlite(${JSON.stringify(url)})
    process.stdout.write(release ? 'has it' : 'has it not')
    setInterval(() => release, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  end.push(() => child.kill('SIGKILL'))
  const [said] = await once(child.stdout, 'data')
  expect(String(said)).toBe('has it')
  return child
}

describe('A SQLite file belongs to one server', () => {
  it('refuses a second server, and emptying the demo under the first, with one clear line and exit 78', async () => {
    const dataDir = folder()
    await holder(dataDir)
    for (const words of [[program('index.ts')], [program('operations/command-line.ts'), 'demo', 'reset']]) {
      const { code, said } = await run(dataDir, words)
      expect(said.trim().split('\n')).toEqual([
        expect.stringMatching(/^Another server has the database .*fieldfolio\.sqlite open\. Stop it first/),
      ])
      expect(code).toBe(78)
    }
  })

  it('leaves nothing behind that blocks the next one when a server was killed', async () => {
    const dataDir = folder()
    const child = await holder(dataDir)
    const config = readConfig({ DATA_DIR: dataDir, FIELDFOLIO_DEMO: 'off' })
    expect(() => holdDatabase(config)).toThrow('Another server')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const release = holdDatabase(config)
    release()
  })
})

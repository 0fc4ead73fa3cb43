/**
 * Fetches what a fresh clone misses, then gets out of the way: `prepare.mjs packages | build | test`.
 *
 * Plain JavaScript for any Node >= 18, because it runs before the pinned one is there. Stamps are hashes of content
 * (a clone's times mean nothing), so a second start with nothing changed does nothing here.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pinnedNode } from './pinned-node.mjs'
import { installTestMachines } from './test-machines.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const stamps = join(root, 'node_modules/.prepared')

/** @param {string[]} places files and folders below the root */
function hashOf(places) {
  const hash = createHash('sha256')
  /** @param {string} path */
  const add = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(join(path, name))
    } else {
      hash.update(path).update('\0').update(readFileSync(full))
    }
  }
  for (const place of places) add(place)
  return hash.digest('hex')
}

/** @param {string} name @param {string} hash */
const isDone = (name, hash) => existsSync(join(stamps, name)) && readFileSync(join(stamps, name), 'utf8') === hash
/** @param {string} name @param {string} hash */
function markDone(name, hash) {
  mkdirSync(stamps, { recursive: true })
  writeFileSync(join(stamps, name), hash)
}

/** @param {string} command @param {string[]} words @param {NodeJS.ProcessEnv} [environment] */
function run(command, words, environment = process.env) {
  const { status, error } = spawnSync(command, words, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

function fetchPackages() {
  const hash = hashOf(['package.json', 'package-lock.json', '.npmrc'])
  if (isDone('packages', hash) && existsSync(join(root, 'node_modules/vite'))) return
  process.stdout.write('fetching packages…\n')
  // npm must not run on the Node that it is about to replace: its own is named in the environment of every npm script.
  const node = process.env.npm_node_execpath ?? process.execPath
  const npm = process.env.npm_execpath
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  if (npm) run(node, [npm, ...words])
  else run('npm', words)
  markDone('packages', hash)
}

function buildPages() {
  const hash = hashOf([
    'app',
    'server',
    'db',
    'domain',
    'public',
    'vite.config.ts',
    'remix.config.js',
    'package-lock.json',
    'tsconfig.json',
  ])
  if (isDone('build', hash) && existsSync(join(root, 'build/server/index.js'))) return
  process.stdout.write('building pages…\n')
  run(pinnedNode(), [join(root, 'node_modules/@remix-run/dev/dist/cli.js'), 'vite:build', '--logLevel', 'error'], {
    ...process.env,
    NODE_ENV: 'production',
  })
  markDone('build', hash)
}

const goal = process.argv[2] ?? 'build'
fetchPackages()
if (goal === 'build' || goal === 'test') buildPages()
if (goal === 'test') installTestMachines()

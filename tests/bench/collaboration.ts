/**
 * What live documents cost beside other servers, on the same machine in the same minutes:
 *
 *   npm run bench -- collaboration [scenario] [--rounds n] [--targets ours,relay-ws,…] [--database postgres] [--core percent]
 *     [options]
 *
 * Scenarios and their options are those of the load harness (its README); `propagate`, ordinary typing, is the first.
 * Every round runs each server once, fresh, in turn, and every other round in the opposite order, so that a busy
 * machine slows all alike: read the ratios. With `--core 40` each server gets at most 40 % of a core (Linux, root), so
 * that it gives out before the harness does. Without the harness, a small load of our own types at our server and at a
 * bare relay.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Figures, harness, ours, ourTarget, peerTargets, runHarness, type Target } from './harness-run.ts'
import type { Print } from './run.ts'
import { runSmallLoad } from './small-load.ts'

const usualTargets = ['relay-ws', ours, 'hocus-sqlite', 'yws-level']

type Wishes = {
  scenario: string
  rounds: number
  targets: string[]
  postgres: boolean
  core?: string
  options: string[]
}

export async function run(print: Print, words: string[]): Promise<void> {
  const wishes = readWishes(words)
  if (!existsSync(join(harness, 'bench.js')) || !existsSync(join(harness, 'node_modules'))) {
    process.stderr.write(
      `There is no load harness with its packages in ${harness} (BENCH_HARNESS names another folder): a small load of our own it is.\n`,
    )
    return runSmallLoad(print, wishes.rounds)
  }
  const peers = peerTargets()
  const missing = wishes.targets.filter((name) => name !== ours && !peers.has(name))
  if (missing.length > 0) process.stderr.write(`Not installed in ${harness}/peers: ${missing.join(', ')}\n`)
  const names = wishes.targets.filter((name) => !missing.includes(name))
  const postgres = wishes.postgres ? await (await import('./served-postgres.ts')).servePostgres() : undefined
  const results = new Map<string, Figures[]>(names.map((name) => [name, []]))
  try {
    for (let round = 0; round < wishes.rounds; round += 1) {
      for (const name of round % 2 ? names.toReversed() : names) {
        const target: Target = name === ours ? await ourTarget(await postgres?.freshUrl()) : peers.get(name)!
        const figures = await runHarness(withPartOfACore(target, wishes.core), wishes.scenario, wishes.options)
        if (!figures) continue
        results.get(name)?.push(figures)
        print({ scenario: wishes.scenario, server: name, round, ...figures })
      }
    }
  } finally {
    await postgres?.stop()
  }
  for (const line of summary(results)) process.stderr.write(`${line}\n`)
  if ((results.get(ours)?.length ?? 1) === 0) process.exitCode = 1
}

function readWishes(words: string[]): Wishes {
  const wishes: Wishes = { scenario: 'propagate', rounds: 3, targets: usualTargets, postgres: false, options: [] }
  const rest = [...words]
  if (rest[0] && !rest[0].startsWith('--')) wishes.scenario = rest.shift()!
  while (rest.length > 0) {
    const word = rest.shift()!
    if (word === '--rounds') wishes.rounds = Number(rest.shift())
    else if (word === '--targets') wishes.targets = (rest.shift() ?? '').split(',')
    else if (word === '--database') wishes.postgres = rest.shift() === 'postgres'
    else if (word === '--core') wishes.core = rest.shift() ?? ''
    else wishes.options.push(word)
  }
  return wishes
}

function withPartOfACore(target: Target, percent: string | undefined): Target {
  if (percent === undefined) return target
  const start = `sh ${join(import.meta.dirname, 'part-of-a-core.sh')} ${percent} ${target.flags.start}`
  return { ...target, flags: { ...target.flags, start } }
}

/** Medians, with each server's ratio to the first one. */
function summary(results: Map<string, Figures[]>): string[] {
  const names = [...results.keys()].filter((name) => results.get(name)?.length)
  const fields = [...new Set([...results.values()].flat().flatMap(Object.keys))]
  const at = (name: string, field: string) => median(results.get(name)!.map((figures) => figures[field]))
  const lines = [`medians | ${names.join(' | ')}`]
  for (const field of fields) {
    const base = names[0] ? at(names[0], field) : undefined
    const cells = names.map((name, index) => {
      const value = at(name, field)
      if (value === undefined) return '-'
      return index > 0 && base ? `${round(value)} (x${(value / base).toFixed(2)})` : String(round(value))
    })
    lines.push(`${field} | ${cells.join(' | ')}`)
  }
  return lines
}

function median(values: (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).toSorted((a, b) => a - b)
  const middle = known.length >> 1
  return known.length % 2
    ? known[middle]
    : known[middle] === undefined
      ? undefined
      : (known[middle - 1]! + known[middle]) / 2
}

const round = (value: number) => Math.round(value * 100_000) / 100_000

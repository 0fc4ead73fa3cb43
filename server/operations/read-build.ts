import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = join(import.meta.dirname, '../..')
export type Build = { version: string; commit: string | undefined; node: string }

/** Which program this is. The commit is known where the product runs from a checkout. */
export function readBuild(): Build {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return { version, commit: commitOf(root), node: process.versions.node }
}

function commitOf(folder: string): string | undefined {
  try {
    const repository = repositoryOf(join(folder, '.git'))
    const head = readText(repository, 'HEAD')
    const branch = /^ref: (.+)$/.exec(head)?.[1]
    if (!branch) return head
    // A second working copy keeps its branches with the first.
    const shared = resolve(repository, tried(() => readText(repository, 'commondir')) ?? '.')
    return tried(() => readText(shared, branch)) ?? packed(readText(shared, 'packed-refs'), branch)
  } catch {
    return undefined
  }
}

function repositoryOf(path: string): string {
  const elsewhere = tried(() => /^gitdir: (.+)$/.exec(readFileSync(path, 'utf8').trim())?.[1])
  return elsewhere ? resolve(path, '..', elsewhere) : path
}

const readText = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8').trim()

const packed = (rows: string, branch: string): string | undefined =>
  rows
    .split('\n')
    .find((row) => row.endsWith(` ${branch}`))
    ?.split(' ')[0]

function tried<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}

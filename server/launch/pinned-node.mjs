/** Prints the path of the pinned Node: the package's, or on systems without one the Node that runs this. Node >= 18. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export function pinnedNode() {
  const place = new URL(`../../node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url)
  const path = fileURLToPath(place)
  if (existsSync(path)) return path
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  throw new Error(`Fieldfolio has no Node for ${process.platform}-${process.arch}: install Node 24 and run this again.`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    process.stdout.write(pinnedNode())
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exit(1)
  }
}

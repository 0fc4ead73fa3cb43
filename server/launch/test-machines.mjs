/**
 * The programs that tests drive for real and npm does not have: Chromium and an S3 server (radosgw). Installed where
 * this runs as root on Debian; elsewhere the tests that need a missing one say so, and in CI they fail.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const wanted = [
  { program: '/usr/bin/chromium', packages: ['chromium', 'fonts-noto-core'] },
  { program: '/usr/bin/radosgw', packages: ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'] },
  { program: '/usr/bin/curl', packages: ['curl'] },
]

export function installTestMachines() {
  const missing = wanted.filter(({ program }) => !existsSync(program)).flatMap(({ packages }) => packages)
  const debianRoot = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (missing.length === 0 || !debianRoot) return
  process.stdout.write(`installing ${missing.join(', ')}…\n`)
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env: environment })
  const { status } = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: environment,
  })
  if (status !== 0) process.stderr.write('some test programs could not be installed\n')
}

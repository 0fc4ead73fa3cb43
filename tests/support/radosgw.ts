/**
 * A real S3 server for tests: Ceph's own gateway with one monitor and one store in a sparse file, all in a folder of its
 * own, as any user. Debian: `apt-get install --no-install-recommends radosgw ceph-mon ceph-osd ceph-common`.
 */
import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { freePort } from './server-process.ts'

export type RunningS3 = { environment: Record<string, string>; endpoint: string; close: () => Promise<void> }

const accessKeyId = 'devkey'
const secretAccessKey = 'devsecret0000'
const run = promisify(execFile)
const programs = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'monmaptool']

/** Whether this machine can run it. On a build machine it must: nothing is skipped there. */
export function canRunS3(): boolean {
  const missing = programs.filter((program) => spawnSync('which', [program]).status !== 0)
  if (missing.length === 0) return true
  const words = `the S3 tests need ${missing.join(', ')}: apt-get install radosgw ceph-mon ceph-osd ceph-common`
  if (process.env.CI === 'true') throw new Error(words)
  process.stdout.write(`\nNOT TESTED: ${words}\n\n`)
  return false
}

/** Starts it with an empty bucket `evidence`; the environment is what the product's configuration wants. */
export async function startS3(): Promise<RunningS3> {
  const folder = await mkdtemp(join(tmpdir(), 'radosgw-'))
  const [port, monitorPort] = [await freePort(), await freePort()]
  for (const name of ['run', 'mon', 'osd']) await mkdir(join(folder, name))
  const fsid = randomUUID()
  const file = join(folder, 'ceph.conf')
  await writeFile(file, configuration({ folder, fsid, port, monitorPort }))
  const ask = (program: string, ...words: string[]) => run(program, ['-c', file, ...words], { timeout: 60_000 })
  // On a busy machine a young monitor answers some questions with an error; all of these may be asked again.
  const askPatiently = async (program: string, ...words: string[]) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await ask(program, ...words)
      } catch (error) {
        if (tries === 20) throw error
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
  }
  try {
    const map = join(folder, 'run/monmap')
    await run('monmaptool', ['--create', '--fsid', fsid, '--addv', 'a', `[v1:127.0.0.1:${monitorPort}]`, map])
    await ask('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map)
    await ask('ceph-mon', '-i', 'a')
    const osd = randomUUID()
    await askPatiently('ceph', 'osd', 'new', osd)
    await ask('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd)
    await askPatiently('ceph', 'osd', 'crush', 'add', 'osd.0', '1.0', 'host=here', 'root=default')
    await ask('ceph-osd', '-i', '0')
    await ask('radosgw', '-n', 'client.rgw')
    const endpoint = `http://127.0.0.1:${port}`
    await answers(endpoint)
    const user = ['--uid=dev', '--display-name=dev', `--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`]
    await ask('radosgw-admin', 'user', 'create', ...user)
    const client = new S3Client({
      endpoint,
      region: 'us-east-1',
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
    })
    await client.send(new CreateBucketCommand({ Bucket: 'evidence' }))
    client.destroy()
    return {
      endpoint,
      environment: {
        EVIDENCE_S3_ENDPOINT: endpoint,
        EVIDENCE_S3_BUCKET: 'evidence',
        EVIDENCE_S3_REGION: 'us-east-1',
        EVIDENCE_S3_ACCESS_KEY_ID: accessKeyId,
        EVIDENCE_S3_SECRET_ACCESS_KEY: secretAccessKey,
        EVIDENCE_S3_FORCE_PATH_STYLE: 'on',
      },
      close: () => stop(folder),
    }
  } catch (error) {
    await stop(folder)
    throw error
  }
}

async function answers(endpoint: string): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
    if (answer) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('radosgw did not answer within a minute')
}

/** Ends exactly the processes that wrote their ids into this folder. */
async function stop(folder: string): Promise<void> {
  for (const name of ['client.rgw', 'osd.0', 'mon.a']) {
    const pid = Number(await readFile(join(folder, `run/${name}.pid`), 'utf8').catch(() => ''))
    if (pid) await ended(pid)
  }
  await rm(folder, { recursive: true, force: true })
}

async function ended(pid: number): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let tries = 0; tries < 50 && existsSync(`/proc/${pid}`); tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

type Places = { folder: string; fsid: string; port: number; monitorPort: number }

const configuration = ({ folder, fsid, port, monitorPort }: Places) => `[global]
fsid = ${fsid}
mon host = v1:127.0.0.1:${monitorPort}
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd crush chooseleaf type = 0
osd pool default pg num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
public addr = 127.0.0.1
cluster addr = 127.0.0.1
run dir = ${folder}/run
log file = ${folder}/run/$name.log
pid file = ${folder}/run/$name.pid
admin socket =
[mon.a]
mon data = ${folder}/mon
public addr = 127.0.0.1:${monitorPort}
mon data avail warn = 1
mon data avail crit = 1
[osd.0]
osd data = ${folder}/osd
osd objectstore = bluestore
osd class update on start = false
osd crush update on start = false
bluestore block size = 4294967296
bluestore block create = true
osd memory target = 939524096
bluestore cache autotune = false
bluestore cache size = 67108864
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw thread pool size = 32
`

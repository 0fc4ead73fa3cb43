import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { sizeInWords } from '#domain/evidence/evidence-limits.ts'
import { hashPassword, verifyPassword } from '../../accounts/password.ts'
import type { Config } from '../../config.ts'
import { care, type Finding, isAtLeast, reasonOf, well } from './finding.ts'

const nodeFloor = '22.18'

/** The program and its native parts: each is used once. */
export async function examineProgram(): Promise<Finding[]> {
  const { node } = process.versions
  const program = isAtLeast(node, nodeFloor)
    ? well('Node', `${node}`)
    : care('Node', `${node} is too old: install ${nodeFloor} or newer, best 24.`)
  return [
    program,
    await used('argon2', async () => {
      if (!(await verifyPassword(await hashPassword('a password'), 'a password')))
        throw new Error('a hash does not hold')
      return 'hashes passwords'
    }),
    await used('sharp', async () => {
      const { default: sharp } = await import('sharp')
      await sharp({ create: { width: 2, height: 2, channels: 3, background: '#fff' } })
        .png()
        .toBuffer()
      return `${sharp.versions.sharp} with libvips ${sharp.versions.vips} draws pictures`
    }),
    await used('typst', async () => {
      const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
      NodeCompiler.create()
      return 'sets certificates'
    }),
  ]
}

async function used(name: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return well(name, await work())
  } catch (error) {
    return care(name, `cannot be used (${reasonOf(error)}). Install the packages again on this machine.`)
  }
}

/** Kinds of file systems by the number that the kernel gives them. */
const unfit = new Map([
  [0x6969, 'a network file system (NFS)'],
  [0xff534d42, 'a network share (CIFS)'],
  [0xfe534d42, 'a network share (SMB)'],
  [0x794c7630, 'a layer of a container, gone with it (overlay)'],
  [0x01021994, 'memory, gone with a restart (tmpfs)'],
])

/** The folder that everything is kept in. */
export async function examineDataDirectory({ dataDir }: Pick<Config, 'dataDir'>): Promise<Finding[]> {
  const name = 'Data directory'
  try {
    await mkdir(dataDir, { recursive: true })
    const file = join(dataDir, `doctor-${process.pid}`)
    const handle = await open(file, 'w')
    try {
      await handle.write('a word')
      await handle.sync()
    } finally {
      await handle.close()
      await rm(file, { force: true })
    }
  } catch (error) {
    return [care(name, `${dataDir} cannot be written (${reasonOf(error)}). Give it to the user that runs the server.`)]
  }
  const { type, bavail, blocks, bsize } = await statfs(dataDir)
  const [free, all] = [bavail * bsize, blocks * bsize]
  const kind = unfit.get(type)
  const tight = free < Math.min(2 * 1024 ** 3, all / 10)
  return [
    kind
      ? care(name, `${dataDir} lies on ${kind}. Put it on a disk of this machine.`)
      : well(name, `${dataDir} can be written`),
    tight
      ? care('Free space', `only ${sizeInWords(free)} are left. Make room before the disk is full.`)
      : well('Free space', `${sizeInWords(free)} of ${sizeInWords(all)}`),
  ]
}

import { readFile } from 'node:fs/promises'
import { createInflateRaw, inflateRawSync } from 'node:zlib'
import { evidenceLimits } from '#domain/evidence/evidence-limits.ts'
import { officeObstacle, readZipDirectory, type ZipEntry } from '#domain/evidence/office-file.ts'

const damaged = 'This document is damaged inside. Open it, save it as PDF, and bring that.'
const bomb = 'This document unpacks to far more than it seems. Open it, save it as PDF, and bring that.'
const nested = 'This document has other files packed inside it. Open it, save it as PDF, and bring that.'

/**
 * Checks the directory of an office file, then unpacks every part without keeping it, because a directory can lie about
 * sizes. @returns why it is not taken, or undefined.
 */
export async function checkOfficeFile(path: string): Promise<string | undefined> {
  const bytes = await readFile(path)
  const entries = readZipDirectory(bytes)
  if (!entries) return damaged
  const obstacle = officeObstacle(entries)
  if (obstacle) return obstacle
  let total = 0
  for (const entry of entries) {
    const packed = packedBytes(bytes, entry)
    if (!packed) return damaged
    const result = entry.method === 0 ? countStored(packed) : await countInflated(packed, entry)
    if (typeof result === 'string') return result
    total += result
    if (total > evidenceLimits.zipBytesOut) return bomb
  }
  return undefined
}

function packedBytes(bytes: Buffer, entry: ZipEntry): Buffer | undefined {
  if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== 0x04034b50) return undefined
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28)
  const end = start + entry.packed
  return end <= bytes.length ? bytes.subarray(start, end) : undefined
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
const countStored = (packed: Buffer): number | string => (isZip(packed) ? nested : packed.length)

/** The size a part really unpacks to; stops as soon as it is more than its directory entry says. */
function countInflated(packed: Buffer, entry: ZipEntry): Promise<number | string> {
  return new Promise((resolve) => {
    const inflate = createInflateRaw()
    let total = 0
    let first = true
    inflate.on('data', (chunk: Buffer) => {
      if (first && isZip(chunk)) resolve(nested)
      first = false
      total += chunk.length
      if (total > entry.unpacked) {
        resolve(bomb)
        inflate.destroy()
      }
    })
    inflate.once('end', () => resolve(total))
    inflate.once('error', () => resolve(damaged))
    inflate.end(packed)
  })
}

const properties = 'docProps/core.xml'

/** Whether an office file that passed the check says who wrote it. */
export async function namesAuthor(path: string): Promise<boolean> {
  const bytes = await readFile(path)
  const entry = readZipDirectory(bytes)?.find(({ name }) => name === properties)
  const packed = entry && packedBytes(bytes, entry)
  if (!packed) return false
  const xml = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: 1024 * 1024 })
  return /<(dc:creator|cp:lastModifiedBy)[^>]*>[^<\s]/.test(xml.toString('utf8'))
}

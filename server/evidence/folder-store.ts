/**
 * Evidence in a folder: `objects/<two letters>/<key>`, and while an upload runs `parts/<multipartId>/<part>-<size>`.
 * Every file is written beside its place, flushed and renamed, so that a name always means whole bytes.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { evidenceLimits } from '#domain/evidence/evidence-limits.ts'
import { Refusal } from '../errors.ts'
import type { EvidenceStore } from './evidence-store.ts'
import { isStorageId, readPartAddress, writePartAddress } from './part-address.ts'

type Options = {
  folder: string
  /** Signs the addresses of parts. */
  secret: string
  /** Milliseconds since 1970; the wall clock even where the demo's clock stands still, because addresses must end. */
  now?: () => number
}

export class FolderEvidenceStore implements EvidenceStore {
  readonly kind = 'folder'
  readonly #options: Required<Options>

  constructor(options: Options) {
    this.#options = { now: Date.now, ...options }
  }

  async prepare(): Promise<void> {
    await mkdir(join(this.#options.folder, 'objects'), { recursive: true })
    await mkdir(join(this.#options.folder, 'parts'), { recursive: true })
  }

  async begin(key: string): Promise<{ multipartId: string }> {
    const multipartId = `${safe(key)}-${randomBytes(12).toString('hex')}`.slice(-64)
    await mkdir(this.#partsFolder(multipartId), { recursive: true })
    return { multipartId }
  }

  async partUrl(key: string, multipartId: string, part: number, size: number): Promise<string> {
    const expires = Math.floor(this.#options.now() / 1000) + evidenceLimits.partSeconds
    return writePartAddress(this.#options.secret, { key: safe(key), multipartId, part, size, expires })
  }

  /** Takes the bytes of one part; more or fewer than the address names leave nothing behind. */
  async receivePart(url: URL, body: AsyncIterable<Uint8Array>, announced: number | undefined) {
    const address = readPartAddress(this.#options.secret, url, this.#options.now() / 1000)
    if (announced !== undefined && announced > address.size) throw tooLong(address.size)
    const folder = this.#partsFolder(address.multipartId)
    if (!(await stat(folder).catch(() => undefined))) {
      throw new Refusal('expired', 'This upload was finished or cancelled. Start it again from the page.')
    }
    const temporary = join(folder, `${address.part}.${randomBytes(6).toString('hex')}.tmp`)
    const hash = createHash('sha256')
    let received = 0
    // Opened before anything arrives: a file that is opened late would be made after it was removed.
    const file = await open(temporary, 'wx')
    try {
      await pipeline(
        body,
        async function* (chunks) {
          for await (const chunk of chunks) {
            received += chunk.length
            if (received > address.size) throw tooLong(address.size)
            hash.update(chunk)
            yield chunk
          }
          if (received < address.size) {
            throw new Refusal('malformed', 'The connection ended before the whole part arrived. Press “Try again”.')
          }
        },
        file.createWriteStream({ flush: true }),
      )
      await rename(temporary, join(folder, String(address.part)))
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    return { etag: hash.digest('hex') }
  }

  async complete(key: string, multipartId: string, parts: { part: number; etag: string }[]): Promise<void> {
    const folder = this.#partsFolder(multipartId)
    const there = await readdir(folder).catch(() => undefined)
    if (!there) throw new Refusal('changed-meanwhile', 'This upload was finished or cancelled already.')
    const target = this.#object(key)
    await mkdir(dirname(target), { recursive: true })
    await this.#write(target, async (file) => {
      for (const { part, etag } of parts) {
        const path = join(folder, String(Math.trunc(part)))
        const hash = createHash('sha256')
        const chunks = createReadStream(path)
        try {
          for await (const chunk of chunks) {
            hash.update(chunk)
            await file.writeFile(chunk)
          }
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
          throw new Refusal('malformed', `Part ${part} has not arrived. Press “Try again”.`)
        }
        if (hash.digest('hex') !== etag)
          throw new Refusal('malformed', `Part ${part} was damaged on its way. Press “Try again”.`)
      }
    })
    await rm(folder, { recursive: true, force: true })
  }

  async abort(_key: string, multipartId: string): Promise<void> {
    await rm(this.#partsFolder(multipartId), { recursive: true, force: true })
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    await this.#write(this.#object(key), (file) => file.writeFile(bytes))
  }

  async putFile(key: string, path: string): Promise<void> {
    await this.#write(this.#object(key), async (file) => {
      for await (const chunk of createReadStream(path)) await file.writeFile(chunk)
    })
  }

  async read(key: string, range?: { start: number; end?: number }): Promise<ReadableStream<Uint8Array>> {
    const file = await open(this.#object(key), 'r')
    return Readable.toWeb(file.createReadStream(range ?? {})) as ReadableStream<Uint8Array>
  }

  async size(key: string): Promise<number | undefined> {
    return (await stat(this.#object(key)).catch(() => undefined))?.size
  }

  async remove(key: string): Promise<void> {
    await rm(this.#object(key), { force: true })
  }

  async #write(target: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
    await mkdir(dirname(target), { recursive: true })
    const temporary = `${target}.${randomBytes(6).toString('hex')}.tmp`
    try {
      const file = await open(temporary, 'wx')
      try {
        await fill(file)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, target)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  #object(key: string): string {
    return join(this.#options.folder, 'objects', safe(key).slice(-2).toLowerCase(), key)
  }

  #partsFolder(multipartId: string): string {
    return join(this.#options.folder, 'parts', safe(multipartId))
  }
}

/** Ids become names of files, so nothing but letters, digits and two marks may pass. */
function safe(id: string): string {
  if (!isStorageId(id)) throw new Error(`not a storage key: ${JSON.stringify(id)}`)
  return id
}

const tooLong = (size: number) =>
  new Refusal('too-large', `More bytes came than the ${size} that were announced. Start the upload again.`)

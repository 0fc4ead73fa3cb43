import { type FileHandle, open } from 'node:fs/promises'
import { blankFilmMetadata } from '#domain/evidence/film-metadata.ts'
import { type ByteSpan, dropMeasuringTracks } from '#domain/evidence/film-tracks.ts'

const largestDirectory = 64 * 1024 * 1024

/**
 * Blanks place and device in the directory (`moov`) of an MP4 or QuickTime file, in the file itself.
 * @returns what was taken out, as a sentence, or null.
 */
export async function cleanFilm(path: string): Promise<string | null> {
  const file = await open(path, 'r+')
  try {
    const { size } = await file.stat()
    const header = Buffer.alloc(16)
    const found = new Set<string>()
    for (let start = 0; start + 8 <= size; ) {
      await file.read(header, 0, 16, start)
      const type = header.toString('latin1', 4, 8)
      const short = header.readUInt32BE(0)
      const length = short === 1 ? Number(header.readBigUInt64BE(8)) : short === 0 ? size - start : short
      if (length < 8 || start + length > size) throw new Error(`box ${type} of ${length} bytes does not fit`)
      if (['moov', 'udta', 'meta', 'uuid'].includes(type)) {
        if (length > largestDirectory) throw new Error(`box ${type} is too large to check`)
        const bytes = Buffer.alloc(length)
        await file.read(bytes, 0, length, start)
        const here = blankFilmMetadata(bytes)
        const spans = type === 'moov' ? dropMeasuringTracks(bytes) : []
        if (spans.length > 0) here.add('place')
        if (here.size > 0) await file.write(bytes, 0, length, start)
        await blank(file, spans, size)
        for (const one of here) found.add(one)
      }
      start += length
    }
    await file.sync()
    return sentenceOfRemoved(found)
  } finally {
    await file.close()
  }
}

async function blank(file: FileHandle, spans: ByteSpan[], size: number): Promise<void> {
  // Tables that name more bytes than the file has are made to keep us busy.
  if (spans.reduce((sum, { length }) => sum + length, 0) > size) throw new Error('tracks are larger than the film')
  const nothing = Buffer.alloc(1024 * 1024)
  for (const { start, length } of spans) {
    const end = Math.min(start + length, size)
    for (let at = start; at < end; at += nothing.length) {
      await file.write(nothing, 0, Math.min(nothing.length, end - at), at)
    }
  }
}

/** What was taken out, in the same words for pictures and films. */
export function sentenceOfRemoved(found: ReadonlySet<string>): string | null {
  if (found.has('place') && found.has('device'))
    return 'The place and the details of the device were taken out of the file.'
  if (found.has('place')) return 'The place where it was taken was taken out of the file.'
  return found.has('device') ? 'Details of the device were taken out of the file.' : null
}

/**
 * Tracks of a film that are neither picture nor sound nor words: cameras write there, second by second, where they are
 * (GoPro's `gpmd`, Android's `camm`, QuickTime's `mebx`). Their samples lie in the media data; the tables of the track
 * say where. ISO/IEC 14496-12, 8.6 and 8.7.
 */
import { boxesOf } from './film-metadata.ts'

export type ByteSpan = { start: number; length: number }
type Box = { type: string; start: number; body: number; end: number }

const measuring = new Set(['meta', 'camm', 'data', 'GPMF'])
const mostSpans = 200_000

/**
 * Takes such tracks out of the directory, in place.
 * @param moov the whole `moov` box, its header included
 * @returns where in the file their samples lie, to be blanked too
 */
export function dropMeasuringTracks(moov: Uint8Array): ByteSpan[] {
  const view = new DataView(moov.buffer, moov.byteOffset, moov.byteLength)
  const spans: ByteSpan[] = []
  const [whole] = boxesOf(moov, 0, moov.length)
  if (!whole) return spans
  for (const track of boxesOf(moov, whole.body, whole.end)) {
    if (track.type !== 'trak') continue
    const media = child(moov, track, 'mdia')
    const handler = media && child(moov, media, 'hdlr')
    if (!media || !handler || !measuring.has(ascii(moov, handler.body + 8))) continue
    const table = descend(moov, media, ['minf', 'stbl'])
    if (table) for (const span of spansOf(moov, view, table)) if (spans.length < mostSpans) spans.push(span)
    moov.set([0x66, 0x72, 0x65, 0x65], track.start + 4) // "free": a reader skips it
    moov.fill(0, track.body, track.end)
  }
  return spans
}

/** One span a chunk: how many samples each chunk holds (`stsc`), how large they are (`stsz`), where it starts. */
function* spansOf(bytes: Uint8Array, view: DataView, table: Box): Generator<ByteSpan> {
  const sizes = child(bytes, table, 'stsz')
  const runs = child(bytes, table, 'stsc')
  const wide = child(bytes, table, 'co64')
  const offsets = wide ?? child(bytes, table, 'stco')
  if (!sizes || !runs || !offsets) return
  const fixed = view.getUint32(sizes.body + 4)
  const sampleCount = Math.min(
    view.getUint32(sizes.body + 8),
    fixed ? Number.MAX_SAFE_INTEGER : (sizes.end - sizes.body - 12) / 4,
  )
  const runCount = Math.min(view.getUint32(runs.body + 4), (runs.end - runs.body - 8) / 12)
  const width = wide ? 8 : 4
  const chunkCount = Math.min(view.getUint32(offsets.body + 4), Math.floor((offsets.end - offsets.body - 8) / width))
  let sample = 0
  let run = 0
  for (let chunk = 1; chunk <= chunkCount && sample < sampleCount; chunk += 1) {
    while (run + 1 < runCount && view.getUint32(runs.body + 8 + (run + 1) * 12) <= chunk) run += 1
    const samples = runCount > 0 ? view.getUint32(runs.body + 8 + run * 12 + 4) : 0
    let length = 0
    const last = Math.min(sample + samples, sampleCount)
    if (fixed) length = fixed * (last - sample)
    else for (let n = sample; n < last; n += 1) length += view.getUint32(sizes.body + 12 + n * 4)
    sample = last
    const at = offsets.body + 8 + (chunk - 1) * width
    yield { start: wide ? Number(view.getBigUint64(at)) : view.getUint32(at), length }
  }
}

function child(bytes: Uint8Array, parent: Box, type: string): Box | undefined {
  for (const box of boxesOf(bytes, parent.body, parent.end)) if (box.type === type) return box
  return undefined
}

function descend(bytes: Uint8Array, from: Box, path: string[]): Box | undefined {
  let box: Box | undefined = from
  for (const type of path) box = box && child(bytes, box, type)
  return box
}

const ascii = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

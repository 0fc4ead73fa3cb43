/**
 * Where a film or a phone's sound recording says in which place and with which device it was made. Layout: ISO/IEC
 * 14496-12 boxes and QuickTime's `udta` and `meta`; everything of interest lies in the `moov` box. Blanking keeps every
 * length, so that no offset into the media changes.
 */
const containers = new Set(['moov', 'trak', 'udta', 'mdia', 'minf'])
/** Boxes of `udta` that tell place, device or maker. */
const telling = new Set([
  '©xyz',
  'loci',
  '©mak',
  '©mod',
  '©aut',
  '©cpy',
  '©cmt',
  'manu',
  'modl',
  'auth',
  'SNum',
  'GPMF',
  'CAME',
  'FIRM',
  'LENS',
  'XMP_',
  'hint',
  'SETT',
  'smta',
  '©gpt',
  '©gyw',
  '©grl',
])
const tellingKeys = /location|\.make$|\.model$|\.author$|\.software$|camera|gps|serial/i
const xmpUuid = 'be7acfcb97a942e89c71999491e3afac'

/**
 * Blanks them in place.
 * @param moov the whole `moov` box, its header included
 * @returns which kinds were found
 */
export function blankFilmMetadata(moov: Uint8Array): Set<'place' | 'device'> {
  const found = new Set<'place' | 'device'>()
  walk(moov, 0, moov.length, '', found)
  return found
}

type Box = { type: string; start: number; body: number; end: number }

/** The boxes between two offsets; a length that cannot be ends the walk. */
export function* boxesOf(bytes: Uint8Array, from: number, to: number): Generator<Box> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let start = from
  while (start + 8 <= to) {
    let size = view.getUint32(start)
    let body = start + 8
    if (size === 1 && start + 16 <= to) {
      size = Number(view.getBigUint64(start + 8))
      body = start + 16
    } else if (size === 0) size = to - start
    if (size < body - start || start + size > to) return
    yield { type: String.fromCharCode(...bytes.subarray(start + 4, start + 8)), start, body, end: start + size }
    start += size
  }
}

function walk(bytes: Uint8Array, from: number, to: number, parent: string, found: Set<'place' | 'device'>): void {
  for (const box of boxesOf(bytes, from, to)) {
    const { type, start, body, end } = box
    if (containers.has(type)) walk(bytes, body, end, type, found)
    else if (type === 'meta') blankMeta(bytes, box, found)
    else if ((parent === 'udta' && telling.has(type)) || (type === 'uuid' && hex(bytes, body, 16) === xmpUuid)) {
      found.add(/xyz|loci|gp|uuid|XMP/i.test(type) ? 'place' : 'device')
      bytes.set([0x66, 0x72, 0x65, 0x65], start + 4) // "free": a reader skips it
      bytes.fill(0, body, end)
    }
  }
}

/** QuickTime's `meta`: a list of key names, and values numbered by their place in it. */
function blankMeta(bytes: Uint8Array, meta: Box, found: Set<'place' | 'device'>): void {
  // In ISO files `meta` starts with four bytes of version and flags; in QuickTime files it does not.
  const plain = String.fromCharCode(...bytes.subarray(meta.body + 4, meta.body + 8)) === 'hdlr'
  const boxes = [...boxesOf(bytes, plain ? meta.body : meta.body + 4, meta.end)]
  const keys = boxes.find(({ type }) => type === 'keys')
  const values = boxes.find(({ type }) => type === 'ilst')
  if (!keys || !values) return
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const names: string[] = []
  for (let at = keys.body + 8; at + 8 <= keys.end; ) {
    const size = view.getUint32(at)
    if (size < 8 || at + size > keys.end) break
    names.push(new TextDecoder('latin1').decode(bytes.subarray(at + 8, at + size)))
    at += size
  }
  for (const value of boxesOf(bytes, values.body, values.end)) {
    const name = names[view.getUint32(value.start + 4) - 1] ?? ''
    if (!tellingKeys.test(name)) continue
    found.add(/location|gps/i.test(name) ? 'place' : 'device')
    for (const data of boxesOf(bytes, value.body, value.end)) {
      if (data.type === 'data') bytes.fill(0, Math.min(data.body + 8, data.end), data.end)
    }
  }
}

const hex = (bytes: Uint8Array, at: number, length: number) =>
  [...bytes.subarray(at, at + length)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Files that people bring, kind and hostile, made on the spot. */
import { crc32, deflateSync } from 'node:zlib'
import { zipSync } from 'fflate'
import sharp from 'sharp'

/** A small photo; `telling` writes a place, a maker and a serial number beside its pixels. */
export async function photo({ telling = false, width = 64, height = 48, orientation = 1 } = {}): Promise<Buffer> {
  const image = sharp({ create: { width, height, channels: 3, background: { r: 90, g: 140, b: 120 } } }).jpeg()
  if (!telling) return orientation === 1 ? image.toBuffer() : image.withMetadata({ orientation }).toBuffer()
  return image
    .withExif({
      IFD0: { Make: 'Secretphone', Model: 'Mark-Nine', Artist: 'Owner Name' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '37/1 46/1 30/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '122/1 25/1 0/1',
      },
    })
    .withXmp(
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/><!--GPSLatitude 37--></x:xmpmeta>',
    )
    .toBuffer()
}

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

/** A few kilobytes that unpack to 400 million pixels. */
export function pngBomb(side = 20_000): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1 // one bit a pixel, greyscale
  const rows = Buffer.alloc((side / 8 + 1) * side)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

export const svgWithScript = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
export const htmlPage = Buffer.from('<!doctype html><html><body><script>alert(1)</script></body></html>')
export const program = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), Buffer.alloc(2000, 7)])
export const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)

const words = (text: string) => new TextEncoder().encode(text)
const contentTypes =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'

/** A Word file, with more parts where a test wants them. */
export function docx(more: Record<string, Uint8Array> = {}): Buffer {
  return Buffer.from(
    zipSync({ '[Content_Types].xml': words(contentTypes), 'word/document.xml': words('<w:document/>'), ...more }),
  )
}

/** A few kilobytes that unpack to 24 MB of nothing. */
export function docxBomb(): Buffer {
  const blank = new Uint8Array(8 * 1024 * 1024)
  const parts = Array.from({ length: 3 }, (_, n) => [`word/media/${n}.bin`, blank] as const)
  return docx(Object.fromEntries(parts))
}

const box = (type: string, ...content: Uint8Array[]) => {
  const body = Buffer.concat(content)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8, 0)
  head.write(type, 4, 'latin1')
  return Buffer.concat([head, body])
}
const number = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** The skeleton of a phone's film with its place in all three spots where phones write it. */
export function film(brand: 'isom' | 'qt  ' = 'isom'): Buffer {
  const place = '+37.7750-122.4183/'
  const name = 'com.apple.quicktime.location.ISO6709'
  const keys = box('keys', number(0), number(1), number(name.length + 8), Buffer.from('mdta'), Buffer.from(name))
  const data = box('data', number(1), number(0), Buffer.from(place))
  const value = Buffer.concat([number(data.length + 8), number(1), data])
  const handler = box('hdlr', Buffer.alloc(24))
  const meta =
    brand === 'qt  '
      ? box('meta', handler, keys, box('ilst', value))
      : box('meta', number(0), handler, keys, box('ilst', value))
  const loci = box('loci', number(0), Buffer.from('Harbor School\0'), Buffer.alloc(20))
  const udta = box(
    'udta',
    box('©xyz', Buffer.from([0, place.length, 0x15, 0xc7]), Buffer.from(place)),
    loci,
    box('©mak', Buffer.from('\0\x0bSecretphone')),
  )
  return Buffer.concat([
    box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}mp42`, 'latin1')),
    box('moov', box('mvhd', Buffer.alloc(100)), meta, udta),
    box('mdat', Buffer.alloc(64, 1)),
  ])
}

/** A camera's film with a track that writes its place every second, in two chunks of three samples. */
export function actionFilm(): Buffer {
  const place = 'GPS5 37.7750 -122.4183 '
  const header = box('ftyp', Buffer.from('isom\0\0\0\0isommp42', 'latin1'))
  const picture = Buffer.alloc(40, 5)
  const media = box('mdat', Buffer.from(place.repeat(2)), picture, Buffer.from(place))
  const first = header.length + 8
  const second = first + place.length * 2 + picture.length
  const full = (type: string, ...numbers: number[]) => box(type, number(0), ...numbers.map(number))
  const table = box(
    'stbl',
    full('stsz', 0, 3, place.length, place.length, place.length),
    full('stsc', 2, 1, 2, 1, 2, 1, 1),
    full('stco', 2, first, second),
  )
  const handler = box('hdlr', number(0), number(0), Buffer.from('meta'), Buffer.alloc(13))
  const track = box('trak', box('mdia', handler, box('minf', table)))
  return Buffer.concat([header, media, box('moov', box('mvhd', Buffer.alloc(100)), track)])
}

/**
 * Reads the directory of a zip (a Word, PowerPoint or Excel file is one) without unpacking it, and says what is wrong
 * with it. Layout: APPNOTE.TXT 4.3; the end record is in the last 65,557 bytes, the directory right before it.
 */
import { evidenceLimits } from './evidence-limits.ts'

export type ZipEntry = {
  name: string
  method: number
  encrypted: boolean
  symbolicLink: boolean
  packed: number
  unpacked: number
  /** Where its local header starts. */
  offset: number
}

const endMark = 0x06054b50
const entryMark = 0x02014b50

/** @returns the entries, or undefined when this is no zip that we can read in full (zip64 and several disks included). */
export function readZipDirectory(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const start = view.getUint32(end + 16, true)
  if (view.getUint16(end + 4, true) !== 0 || start + size > end || count === 0xffff || start === 0xffffffff)
    return undefined
  const entries: ZipEntry[] = []
  let at = start
  while (at + 46 <= start + size && view.getUint32(at, true) === entryMark) {
    const nameLength = view.getUint16(at + 28, true)
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const flags = view.getUint16(at + 8, true)
    const unixMode = view.getUint32(at + 38, true) >>> 16
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      encrypted: (flags & 0x2041) !== 0,
      symbolicLink: (unixMode & 0xf000) === 0xa000,
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    })
    at = next
  }
  return entries.length === count ? entries : undefined
}

function findEnd(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 65_557; at -= 1) {
    if (view.getUint32(at, true) === endMark) return at
  }
  return undefined
}

/** Why an office file is not taken, as a sentence; undefined when its directory is in order. */
export function officeObstacle(entries: readonly ZipEntry[]): string | undefined {
  const again = 'Open it, save it as PDF, and bring that.'
  if (entries.length > evidenceLimits.zipEntries) return `This document has more parts inside than we take. ${again}`
  if (entries.some(({ encrypted }) => encrypted))
    return 'This document is locked with a password. Save it without one and bring it again.'
  const names = entries.map(({ name }) => name.toLowerCase())
  if (new Set(names).size !== names.length || entries.some(isOdd)) return `This document is damaged inside. ${again}`
  if (names.some((name) => /\.(zip|docx|pptx|xlsx|docm|xlsm|jar|rar|7z|gz)$/.test(name))) {
    return `This document has other files packed inside it. ${again}`
  }
  if (names.some((name) => /(^|\/)vbaproject\.bin$|activex|\.(exe|dll|js|vbs|bat)$/.test(name))) {
    return `This document carries a program (a macro). ${again}`
  }
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (unpacked > evidenceLimits.zipBytesOut || entries.some(isBomb)) {
    return `This document unpacks to far more than it seems. ${again}`
  }
  return undefined
}

const isOdd = ({ name, symbolicLink, method }: ZipEntry) =>
  symbolicLink ||
  (method !== 0 && method !== 8) ||
  name.startsWith('/') ||
  /^[a-z]:|\\|\0/i.test(name) ||
  name.split('/').includes('..')

/** Small parts pack very well without any harm (a page of blanks), so the ratio counts from one mebibyte upwards. */
const isBomb = ({ packed, unpacked }: ZipEntry) => unpacked > 1024 * 1024 && unpacked > packed * evidenceLimits.zipRatio

const officeFolders: Record<string, string> = { docx: 'word/', pptx: 'ppt/', xlsx: 'xl/' }

/** Which office file this zip is, by the folder that carries its content. */
export function officeExtension(entries: readonly ZipEntry[]): string | undefined {
  if (!entries.some(({ name }) => name === '[Content_Types].xml')) return undefined
  return Object.keys(officeFolders).find((kind) => entries.some(({ name }) => name.startsWith(officeFolders[kind]!)))
}

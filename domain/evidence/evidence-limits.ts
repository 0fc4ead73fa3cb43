const mebibyte = 1024 * 1024

/** How much a team may bring. Every limit is enforced where the bytes pass, not where they are announced. */
export const evidenceLimits = {
  imageBytes: 25 * mebibyte,
  imagePixels: 50_000_000,
  documentBytes: 50 * mebibyte,
  audioBytes: 200 * mebibyte,
  videoBytes: 1024 * mebibyte,
  portfolioBytes: 5 * 1024 * mebibyte,
  portfolioFiles: 500,
  /** S3 asks for at least 5 MiB in every part but the last. */
  partBytes: 5 * mebibyte,
  largePartBytes: 16 * mebibyte,
  /** How long an address for one part is good. */
  partSeconds: 600,
  /** How long an upload may stay unfinished before its bytes are thrown away. */
  uploadHours: 24,
  /** How long the check of one file may take before it is refused. */
  checkSeconds: 120,
  /** The longest side of a stored picture, in pixels; larger ones are scaled down. */
  storedImageSide: 4096,
  thumbnailSide: 480,
  zipEntries: 10_000,
  zipBytesOut: 500 * mebibyte,
  zipRatio: 100,
} as const

/** @returns the size of one part of an upload of that many bytes. */
export function partSizeFor(bytes: number): number {
  return bytes > 200 * mebibyte ? evidenceLimits.largePartBytes : evidenceLimits.partBytes
}

/** @returns how many bytes part `part` (from 1) must have; 0 when there is no such part. */
export function bytesOfPart(total: number, partSize: number, part: number): number {
  return Math.max(0, Math.min(partSize, total - (part - 1) * partSize))
}

export const partCount = (total: number, partSize: number): number => Math.max(1, Math.ceil(total / partSize))

/** "3.4 MB": sizes as people read them. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  if (bytes < mebibyte) return `${Math.round(bytes / 1024)} KB`
  if (bytes < 1024 * mebibyte) return `${Number((bytes / mebibyte).toFixed(bytes < 10 * mebibyte ? 1 : 0))} MB`
  return `${Number((bytes / mebibyte / 1024).toFixed(1))} GB`
}

import { join } from 'node:path'
import sharp, { type Metadata } from 'sharp'
import { evidenceLimits } from '#domain/evidence/evidence-limits.ts'
import { disagreementSentence, type EvidenceType } from '#domain/evidence/evidence-types.ts'
import type { CheckedFile, FileToCheck } from './check-file.ts'
import { sentenceOfRemoved } from './clean-film.ts'

// Only these may decode: every other loader of the library (SVG, PDF, TIFF, …) stays shut.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegFile',
    'VipsForeignLoadPngFile',
    'VipsForeignLoadWebpFile',
    'VipsForeignLoadNsgifFile',
    'VipsForeignLoadHeifFile',
  ],
})
sharp.cache(false)
sharp.concurrency(1)

/** What each type is stored as; animations become WebP, and AVIF does too because few programs read it. */
const storedAs: Record<string, 'jpeg' | 'png' | 'webp'> = { 'image/jpeg': 'jpeg', 'image/png': 'png' }

/**
 * Draws the picture anew from its pixels: upright, in sRGB, at most 4096 pixels a side, with nothing that the camera
 * wrote beside them. The bytes that came are not kept.
 */
export async function reencodeImage(file: FileToCheck, type: EvidenceType): Promise<CheckedFile> {
  const options = { limitInputPixels: evidenceLimits.imagePixels, failOn: 'error', sequentialRead: true } as const
  try {
    const about = await sharp(file.path, options).metadata()
    if (about.width * (about.pageHeight ?? about.height) * (about.pages ?? 1) > evidenceLimits.imagePixels) {
      return tooManyPixels
    }
    const format = storedAs[type.mediaType] ?? 'webp'
    const path = join(file.folder, `picture.${format}`)
    const side = { fit: 'inside', withoutEnlargement: true } as const
    const moving = (about.pages ?? 1) > 1
    const picture = await sharp(file.path, { ...options, animated: moving })
      .autoOrient()
      .resize({
        ...(moving
          ? { width: 1024 }
          : { width: evidenceLimits.storedImageSide, height: evidenceLimits.storedImageSide }),
        ...side,
      })
      .toFormat(format, { quality: format === 'png' ? 100 : 86 })
      .toFile(path)
    const thumbnail = join(file.folder, 'thumbnail.webp')
    const small = { width: evidenceLimits.thumbnailSide, height: evidenceLimits.thumbnailSide }
    await sharp(file.path, options)
      .autoOrient()
      .resize({ ...small, ...side })
      .webp({ quality: 78 })
      .toFile(thumbnail)
    return {
      taken: true,
      mediaType: `image/${format}`,
      path,
      thumbnail,
      width: picture.width,
      height: picture.pageHeight ?? picture.height,
      changed: true,
      removed: sentenceOfRemoved(tellingParts(about)),
    }
  } catch (error) {
    if (/pixel limit/i.test((error as Error).message)) return tooManyPixels
    const sentence = /premature|truncat|corrupt|invalid|bad|end of/i.test((error as Error).message)
      ? 'This picture is damaged or did not arrive whole. Open it on your device, save it again, and bring the new file.'
      : disagreementSentence(file.extension)
    return { taken: false, code: 'not-ready', sentence }
  }
}

const tooManyPixels: CheckedFile = {
  taken: false,
  code: 'too-large',
  sentence: 'This picture has more than 50 million pixels. Make it smaller on your device and bring it again.',
}

function tellingParts(about: Metadata): Set<string> {
  const found = new Set<string>()
  if (about.exif || about.xmp || about.iptc) found.add('device')
  // Tag 0x8825 points to the GPS directory, in either byte order; XMP names it in words.
  const exif = about.exif
  if (exif && (exif.includes(Buffer.from([0x88, 0x25])) || exif.includes(Buffer.from([0x25, 0x88])))) found.add('place')
  if (about.xmp?.includes('GPSL')) found.add('place')
  return found
}

/** The process behind `checkFile`: reads one description from its argument, sends one answer, ends. */
import { evidenceTypes } from '#domain/evidence/evidence-types.ts'
import type { CheckedFile, FileToCheck } from './check-file.ts'
import { checkOfficeFile } from './check-office-file.ts'
import { cleanFilm } from './clean-film.ts'
import { detectType } from './detect-type.ts'
import { reencodeImage } from './reencode-image.ts'

async function check(file: FileToCheck): Promise<CheckedFile> {
  const detected = await detectType(file.path, file.extension)
  if ('sentence' in detected) return { taken: false, code: 'type-not-allowed', sentence: detected.sentence }
  const type = evidenceTypes.find(({ mediaType }) => mediaType === detected.mediaType)!
  const kept = {
    taken: true,
    mediaType: type.mediaType,
    path: file.path,
    thumbnail: null,
    width: 0,
    height: 0,
  } as const
  if (type.kind === 'photo') return reencodeImage(file, type)
  if (type.mediaType.includes('officedocument')) {
    const sentence = await checkOfficeFile(file.path)
    if (sentence) return { taken: false, code: 'not-ready', sentence }
  }
  if (['video/mp4', 'video/quicktime', 'audio/mp4'].includes(type.mediaType)) {
    const removed = await cleanFilm(file.path)
    return { ...kept, changed: removed !== null, removed }
  }
  return { ...kept, changed: false, removed: null }
}

const answer = await check(JSON.parse(process.argv[2] ?? '{}') as FileToCheck)
process.send?.(answer)

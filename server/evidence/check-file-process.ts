/** The process behind `checkFile`: reads one description from its argument, sends one answer, ends. */
import { readFile } from 'node:fs/promises'
import { evidenceTypes } from '#domain/evidence/evidence-types.ts'
import type { CheckedFile, FileToCheck } from './check-file.ts'
import { checkOfficeFile, namesAuthor } from './check-office-file.ts'
import { cleanFilm } from './clean-film.ts'
import { detectType } from './detect-type.ts'
import { reencodeImage } from './reencode-image.ts'

const stillNamed = 'The document still says who wrote it; whoever downloads it can read that.'

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
    return { ...kept, changed: false, removed: (await namesAuthor(file.path)) ? stillNamed : null }
  }
  if (['video/mp4', 'video/quicktime', 'audio/mp4'].includes(type.mediaType)) {
    const removed = await cleanFilm(file.path)
    return { ...kept, changed: removed !== null, removed }
  }
  if (type.mediaType === 'application/pdf') {
    const named = /\/Author\s*[(<][^)>]|<dc:creator>/.test((await readFile(file.path)).toString('latin1'))
    return { ...kept, changed: false, removed: named ? stillNamed : null }
  }
  return { ...kept, changed: false, removed: null }
}

const answer = await check(JSON.parse(process.argv[2] ?? '{}') as FileToCheck)
process.send?.(answer)

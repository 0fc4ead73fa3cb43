import { evidenceLimits, sizeInWords } from './evidence-limits.ts'
import {
  bytesAllowed,
  declaresType,
  type EvidenceType,
  findTypeByExtension,
  kindInWords,
  refusedTypeSentence,
} from './evidence-types.ts'
import { extensionOf } from './file-name.ts'

export type UploadObstacle = { code: 'type-not-allowed' | 'too-large' | 'malformed'; sentence: string }

/** What can be said about a file before a byte of it comes: its name, what the browser calls it, and its size. */
export function uploadObstacle(fileName: string, declared: string, size: number): UploadObstacle | EvidenceType {
  const extension = extensionOf(fileName)
  const type = findTypeByExtension(extension)
  if (!type) return { code: 'type-not-allowed', sentence: refusedTypeSentence(extension) }
  if (!declaresType(type, declared)) {
    const sentence = `The name ends in .${extension}, but your device says it is something else. Save it again in one form and bring that.`
    return { code: 'type-not-allowed', sentence }
  }
  if (!Number.isSafeInteger(size) || size < 0)
    return { code: 'malformed', sentence: 'The size of the file is missing. Choose the file again.' }
  if (size === 0) return { code: 'malformed', sentence: 'This file is empty. Choose another one.' }
  const most = bytesAllowed[type.kind]
  if (size > most) {
    const sentence = `A ${kindInWords[type.kind]} may have up to ${sizeInWords(most)}; this one has ${sizeInWords(size)}. Make it smaller or bring a part of it.`
    return { code: 'too-large', sentence }
  }
  return type
}

/** Whether a portfolio still has room. @returns the sentence that says what to do, or undefined. */
export function roomObstacle(used: { bytes: number; files: number }, coming: number): UploadObstacle | undefined {
  if (used.files >= evidenceLimits.portfolioFiles) {
    const sentence = `Your evidence has ${evidenceLimits.portfolioFiles} files, which is all that fits. Ask your coach what can go.`
    return { code: 'too-large', sentence }
  }
  if (used.bytes + coming > evidenceLimits.portfolioBytes) {
    const left = sizeInWords(Math.max(0, evidenceLimits.portfolioBytes - used.bytes))
    return {
      code: 'too-large',
      sentence: `There is room for ${left} more. Bring a smaller file, or a link to where it is.`,
    }
  }
  return undefined
}

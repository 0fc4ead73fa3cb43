/** What evidence may be: the allow-list of file types, and the kinds that a person chooses from. */
import { evidenceLimits } from './evidence-limits.ts'

export const evidenceKinds = ['photo', 'video', 'audio', 'document', 'link', 'note'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]
export type FileKind = 'photo' | 'video' | 'audio' | 'document'

export type EvidenceType = {
  mediaType: string
  kind: FileKind
  /** Name extensions, lower case, without the dot; the first is the usual one. */
  extensions: string[]
  /** What browsers also call it. */
  aliases: string[]
  /** Whether a browser may show it in place; the rest is handed over as a download. Browsers show
   * no PDF inside the sandbox that every file is served in. */
  inline: boolean
}

const office = 'application/vnd.openxmlformats-officedocument.'
const type = (mediaType: string, kind: FileKind, extensions: string[], aliases: string[] = [], inline = true) =>
  ({ mediaType, kind, extensions, aliases, inline }) satisfies EvidenceType

export const evidenceTypes: EvidenceType[] = [
  type('image/jpeg', 'photo', ['jpg', 'jpeg', 'jfif'], ['image/jpg', 'image/pjpeg']),
  type('image/png', 'photo', ['png'], ['image/x-png']),
  type('image/webp', 'photo', ['webp']),
  type('image/gif', 'photo', ['gif']),
  type('image/avif', 'photo', ['avif']),
  type('application/pdf', 'document', ['pdf'], ['application/x-pdf'], false),
  type(`${office}wordprocessingml.document`, 'document', ['docx'], ['application/zip'], false),
  type(`${office}presentationml.presentation`, 'document', ['pptx'], ['application/zip'], false),
  type(`${office}spreadsheetml.sheet`, 'document', ['xlsx'], ['application/zip'], false),
  type('text/plain', 'document', ['txt'], [], false),
  type('text/vtt', 'document', ['vtt'], ['text/plain'], false),
  type('video/mp4', 'video', ['mp4', 'm4v'], ['video/x-m4v']),
  type('video/quicktime', 'video', ['mov', 'qt']),
  type('video/webm', 'video', ['webm'], ['audio/webm']),
  type('audio/mpeg', 'audio', ['mp3'], ['audio/mp3', 'audio/x-mp3', 'audio/mpeg3']),
  type('audio/mp4', 'audio', ['m4a'], ['audio/x-m4a', 'audio/m4a', 'video/mp4']),
  type('audio/wav', 'audio', ['wav'], ['audio/x-wav', 'audio/wave', 'audio/vnd.wave']),
]

/** For a file picker: naming the types (and not `image/*`) makes an iPhone hand over JPEG instead of HEIC. */
export const acceptedFiles = evidenceTypes
  .flatMap(({ mediaType, extensions }) => [mediaType, ...extensions.map((extension) => `.${extension}`)])
  .join(',')

export const findTypeByExtension = (extension: string): EvidenceType | undefined =>
  evidenceTypes.find(({ extensions }) => extensions.includes(extension.toLowerCase()))

export const findTypeByMediaType = (mediaType: string): EvidenceType | undefined =>
  evidenceTypes.find((one) => one.mediaType === mediaType)

/** Whether what a browser declared is a name of this type. Nothing, or "some bytes", claims nothing. */
export function declaresType(type: EvidenceType, declared: string): boolean {
  const bare = declared.split(';')[0]!.trim().toLowerCase()
  return bare === '' || bare === 'application/octet-stream' || bare === type.mediaType || type.aliases.includes(bare)
}

export const bytesAllowed: Record<FileKind, number> = {
  photo: evidenceLimits.imageBytes,
  document: evidenceLimits.documentBytes,
  audio: evidenceLimits.audioBytes,
  video: evidenceLimits.videoBytes,
}

export const kindInWords: Record<EvidenceKind, string> = {
  photo: 'photo',
  video: 'video',
  audio: 'sound recording',
  document: 'document',
  link: 'link',
  note: 'note',
}

const takenInWords =
  'Bring a photo (JPG, PNG, WebP), a PDF, a Word, PowerPoint or Excel file, a video (MP4) or a sound (MP3).'

/** Why a file with this extension is not taken, and what to do instead. */
export function refusedTypeSentence(extension: string): string {
  const name = extension.toLowerCase()
  if (name === 'heic' || name === 'heif') {
    return 'HEIC pictures cannot be shown everywhere. Save it as JPEG and bring that: on an iPhone, Settings, Camera, Formats, Most Compatible.'
  }
  if (['doc', 'ppt', 'xls', 'docm', 'pptm', 'xlsm', 'odt', 'odp', 'ods', 'pages', 'key', 'numbers'].includes(name)) {
    return 'This kind of document cannot be checked for safety. Save it as PDF and bring that.'
  }
  if (['svg', 'html', 'htm', 'xhtml', 'xml', 'mhtml'].includes(name)) {
    return 'Pages and drawings of this kind can carry programs, so they are not taken. Save it as PDF or PNG and bring that, or add a link.'
  }
  if (['zip', 'rar', '7z', 'tar', 'gz'].includes(name)) {
    return 'Archives are not taken. Unpack it and bring the files inside one by one.'
  }
  if (['exe', 'js', 'mjs', 'bat', 'cmd', 'com', 'msi', 'sh', 'ps1', 'jar', 'apk', 'dmg', 'app', 'vbs'].includes(name)) {
    return 'Programs are not taken as evidence. If it matters, bring a picture of what it shows.'
  }
  return `Files of this kind are not taken. ${takenInWords}`
}

/** Said when the bytes are something other than what the name promised. */
export const disagreementSentence = (promised: string): string =>
  `The file says it is ${promised.toUpperCase()}, but what is inside is something else. Open it on your device, save it again in that form, and bring the new file.`

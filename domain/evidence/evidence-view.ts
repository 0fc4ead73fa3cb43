import { type ConsentState, consentSentence, type Declaration } from './consent.ts'
import type { EvidenceKind } from './evidence-types.ts'

export const evidenceStates = ['uploading', 'processing', 'ready', 'refused'] as const
export type EvidenceState = (typeof evidenceStates)[number]

/** The row of one piece of evidence, as far as a reader of pages needs it. */
export type EvidenceFacts = {
  id: string
  kind: EvidenceKind
  title: string
  altText: string
  mediaType: string | null
  storageKey: string | null
  thumbnailKey: string | null
  width: number
  height: number
  link: string | null
  note: string | null
  declaration: Declaration
  consentState: ConsentState
  consentNote: string | null
  state: EvidenceState
}

/** What pages show of a piece: `withdrawn` and `withheld` are placeholders, with no way to the bytes. */
export type EvidenceView = {
  id: string
  kind: EvidenceKind
  title: string
  altText: string
  mediaType: string | null
  fileUrl: string | null
  thumbnailUrl: string | null
  width: number
  height: number
  link: string | null
  note: string | null
  consentSentence: string
  state: EvidenceState | 'withdrawn' | 'withheld'
}

/**
 * @param seesPending false for a reader who may not see media while consent is open (a champion, the public).
 */
export function evidenceView(row: EvidenceFacts, { seesPending = true } = {}): EvidenceView {
  const withdrawn = row.consentState === 'withdrawn'
  const withheld = row.consentState === 'pending' && !seesPending
  const shown = row.state === 'ready' && !withdrawn && !withheld
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    altText: withdrawn ? '' : row.altText,
    mediaType: row.mediaType,
    fileUrl: shown && row.storageKey ? `/evidence/${row.id}/file` : null,
    thumbnailUrl: shown && row.thumbnailKey ? `/evidence/${row.id}/thumbnail` : null,
    width: row.width,
    height: row.height,
    link: shown ? row.link : null,
    note: shown ? row.note : null,
    consentSentence: consentSentence(row),
    state: withdrawn ? 'withdrawn' : withheld ? 'withheld' : row.state,
  }
}

/** What a piece still lacks before a reader can follow it; empty when it is sorted. */
export function sortingQuestions(
  row: EvidenceFacts & { siteElementId: string | null; takenOn: string | null },
): string[] {
  if (row.state !== 'ready' || row.consentState === 'withdrawn') return []
  const questions: string[] = []
  if (!row.title) questions.push('Give it a title.')
  if (!row.siteElementId) questions.push('Say where at the site it belongs.')
  if (!row.takenOn) questions.push('Say when it happened.')
  if (row.kind === 'photo' && !row.altText) questions.push('Describe it for somebody who cannot see it.')
  if (row.consentState === 'pending') {
    questions.push(row.declaration === 'unsure' ? 'Say whether a child can be recognised.' : 'Ask for consent.')
  }
  return questions
}

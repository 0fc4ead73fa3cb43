/** How a picture and an evidence card look within a page, for the renderer and for the editor alike. */
import type { EvidenceView } from '../evidence/evidence-view.ts'
import { allowedUrl } from './allowed-url.ts'
import type { PageDom } from './page-dom.ts'

/** What a page needs to know of a piece of evidence. */
export type PageEvidence = Omit<EvidenceView, 'mediaType'>
type Attrs = Record<string, unknown>

const kindWords: Record<PageEvidence['kind'], string> = {
  photo: 'Picture',
  video: 'Video',
  audio: 'Sound',
  document: 'Document',
  link: 'Link',
  note: 'Note',
}
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const size = (value: number) => (value > 0 ? String(value) : null)
const ofPage = (attrs: Attrs) => ({
  'data-block-id': text(attrs.id) || null,
  'data-evidence-id': text(attrs.evidenceId) || null,
})
/** Why nothing is to be seen: gone, withdrawn, waiting for consent, or still on its way. */
function missing(what: string, evidence: PageEvidence | undefined): PageDom {
  const why = !evidence
    ? `This ${what} is no longer among the team's evidence. Its place is kept here.`
    : evidence.state === 'withdrawn' || evidence.state === 'withheld'
      ? `${evidence.title}: ${evidence.consentSentence}`
      : `${evidence.title || `This ${what}`} is still being prepared.`
  return ['p', { class: 'page-missing' }, why]
}

/** The words that stand for a picture: those given at this place, else those of the evidence. */
export function pictureAlt(attrs: Attrs, evidence: PageEvidence | undefined): string {
  return text(attrs.alt) || evidence?.altText || evidence?.title || ''
}

export function pictureDom(attrs: Attrs, evidence: PageEvidence | undefined): PageDom {
  const caption = text(attrs.caption)
  const source = allowedUrl(evidence?.fileUrl)
  return [
    'figure',
    { ...ofPage(attrs), class: 'page-picture' },
    evidence && source
      ? [
          'img',
          {
            src: source,
            alt: pictureAlt(attrs, evidence),
            width: size(evidence.width),
            height: size(evidence.height),
            loading: 'lazy',
            decoding: 'async',
          },
        ]
      : missing('picture', evidence),
    ...(caption ? [['figcaption', { dir: 'auto' }, caption] as PageDom] : []),
  ]
}

export function evidenceCardDom(attrs: Attrs, evidence: PageEvidence | undefined): PageDom {
  const caption = text(attrs.caption)
  return [
    'figure',
    { ...ofPage(attrs), class: 'page-card', 'data-kind': evidence?.kind ?? null },
    ...(evidence && isShown(evidence) ? cardParts(evidence) : [missing('piece of evidence', evidence)]),
    ...(caption ? [['figcaption', { dir: 'auto' }, caption] as PageDom] : []),
  ]
}

function isShown(evidence: PageEvidence): boolean {
  return (
    evidence.state === 'ready' && (evidence.kind === 'note' || evidence.kind === 'link' || evidence.fileUrl !== null)
  )
}

function cardParts(evidence: PageEvidence): PageDom[] {
  const file = allowedUrl(evidence.fileUrl)
  const address = evidence.kind === 'link' ? allowedUrl(evidence.link) : file
  const title: PageDom = address
    ? ['a', { href: address, rel: 'noopener noreferrer nofollow' }, evidence.title]
    : ['span', {}, evidence.title]
  const parts: PageDom[] = [
    ['p', { class: 'page-card-kind' }, kindWords[evidence.kind]],
    ['p', { class: 'page-card-title', dir: 'auto' }, title],
  ]
  if (evidence.kind === 'video' && file) {
    const poster = allowedUrl(evidence.thumbnailUrl)
    parts.push(['video', { src: file, poster, controls: '', preload: 'none', 'aria-label': evidence.title }])
  }
  if (evidence.kind === 'audio' && file) {
    parts.push(['audio', { src: file, controls: '', preload: 'none', 'aria-label': evidence.title }])
  }
  if (evidence.note) parts.push(['p', { class: 'page-card-note', dir: 'auto' }, evidence.note])
  return parts
}

/** How a picture and an evidence card look within a page, for the renderer and for the editor alike. */
import { allowedUrl } from './allowed-url.ts'
import type { PageDom } from './page-dom.ts'

/** What a page needs to know of a piece of evidence (a part of `EvidenceView`). */
export type PageEvidence = {
  id: string
  kind: string
  title: string
  altText: string
  fileUrl: string | null
  thumbnailUrl: string | null
  width: number
  height: number
  link: string | null
  note: string | null
}
type Attrs = Record<string, unknown>

const kindWords: Record<string, string> = {
  photo: 'Picture',
  video: 'Video',
  audio: 'Sound',
  pdf: 'PDF document',
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
const missing = (what: string): PageDom => [
  'p',
  { class: 'page-missing' },
  `This ${what} is no longer among the team's evidence. Its place is kept here.`,
]

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
      : missing('picture'),
    ...(caption ? [['figcaption', { dir: 'auto' }, caption] as PageDom] : []),
  ]
}

export function evidenceCardDom(attrs: Attrs, evidence: PageEvidence | undefined): PageDom {
  const caption = text(attrs.caption)
  return [
    'figure',
    { ...ofPage(attrs), class: 'page-card', 'data-kind': evidence?.kind ?? null },
    ...(evidence ? cardParts(evidence) : [missing('piece of evidence')]),
    ...(caption ? [['figcaption', { dir: 'auto' }, caption] as PageDom] : []),
  ]
}

function cardParts(evidence: PageEvidence): PageDom[] {
  const file = allowedUrl(evidence.fileUrl)
  const address = evidence.kind === 'link' ? allowedUrl(evidence.link) : file
  const title: PageDom = address
    ? ['a', { href: address, rel: 'noopener noreferrer nofollow' }, evidence.title]
    : ['span', {}, evidence.title]
  const parts: PageDom[] = [
    ['p', { class: 'page-card-kind' }, kindWords[evidence.kind] ?? 'Evidence'],
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

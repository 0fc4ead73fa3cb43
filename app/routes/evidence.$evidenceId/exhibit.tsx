import { LinkButton } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { PieceView } from '#server/evidence/read-piece.ts'

/** The thing itself, as large as the page allows, or the sentence that says why it is not shown. */
export function Exhibit({ piece }: { piece: PieceView }) {
  if (piece.state === 'withdrawn')
    return <Notice tone="care">Consent was withdrawn, so this piece is hidden everywhere, also here.</Notice>
  if (piece.state === 'withheld')
    return <Notice>Consent for this piece is still open. You will see it once the team has it.</Notice>
  if (piece.state === 'refused') return <Notice tone="care">{piece.refusal ?? 'This file was not taken.'}</Notice>
  if (piece.state !== 'ready')
    return <Notice>This file is on its way or being checked. Load the page again in a moment.</Notice>
  return (
    <figure>
      <Shown piece={piece} />
      {piece.description ? (
        <figcaption className="prose-measure mt-3 text-quiet">{piece.description}</figcaption>
      ) : null}
    </figure>
  )
}

function Shown({ piece }: { piece: PieceView }) {
  const file = piece.fileUrl ?? ''
  switch (piece.kind) {
    case 'photo':
      return (
        <img
          src={file}
          alt={piece.altText || piece.title}
          width={piece.width || undefined}
          height={piece.height || undefined}
          className="h-auto max-h-[75vh] w-auto max-w-full rounded-[10px] border border-hair"
        />
      )
    case 'video':
      return <Film src={file} title={piece.title} />
    case 'audio':
      return <Sound src={file} title={piece.title} />
    case 'document':
      return (
        <p className="flex flex-wrap items-center gap-4">
          <LinkButton look="act" to={file} reloadDocument>
            Download the document
          </LinkButton>
          <span className="text-quiet">
            {piece.fileName}, {piece.sizeWords}
          </span>
        </p>
      )
    case 'link':
      return (
        <p className="font-serif text-lg break-words">
          <a href={piece.link ?? ''} rel="noreferrer noopener" target="_blank">
            {piece.link}
          </a>{' '}
          <span className="text-base text-quiet">(opens elsewhere)</span>
        </p>
      )
    case 'note':
      return (
        <blockquote className="prose-measure border-l-2 border-line pl-5 whitespace-pre-wrap">{piece.note}</blockquote>
      )
  }
}

function Film({ src, title }: { src: string; title: string }) {
  const look = 'max-h-[75vh] w-full rounded-[10px] border border-hair bg-sunk'
  // biome-ignore lint/a11y/useMediaCaption: what is said is written below it, and captions come as a piece of their own
  return <video src={src} controls preload="metadata" className={look} aria-label={title} />
}

function Sound({ src, title }: { src: string; title: string }) {
  // biome-ignore lint/a11y/useMediaCaption: what is said is written below it
  return <audio src={src} controls preload="metadata" className="w-full" aria-label={title} />
}

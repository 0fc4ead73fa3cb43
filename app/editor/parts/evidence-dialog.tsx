import { Link } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import type { PageEvidence } from '#domain/portfolio/evidence-dom.ts'
import { fetchEvidence } from '../fetch-evidence.ts'
import { PageDialog } from './page-dialog.tsx'

type Props = {
  portfolioId: string
  what: 'picture' | 'card'
  onPick: (evidence: PageEvidence) => void
  onClose: () => void
}

/** The team's evidence to choose from: pictures, or everything else. */
export function EvidenceDialog({ portfolioId, what, onPick, onClose }: Props) {
  const [found, setFound] = useState<PageEvidence[] | 'waiting' | 'failed'>('waiting')
  useEffect(() => {
    let wanted = true
    fetchEvidence(portfolioId)
      .then((all) => wanted && setFound(all))
      .catch(() => wanted && setFound('failed'))
    return () => {
      wanted = false
    }
  }, [portfolioId])

  const offered = Array.isArray(found) ? found.filter((one) => (one.kind === 'photo') === (what === 'picture')) : []
  return (
    <PageDialog
      title={what === 'picture' ? 'A picture from your evidence' : 'A piece of your evidence'}
      onClose={onClose}
    >
      {found === 'waiting' ? <p>Looking through the evidence…</p> : null}
      {found === 'failed' ? <p>The evidence could not be read. Check your connection and try again.</p> : null}
      {Array.isArray(found) && offered.length === 0 ? (
        <p>
          {what === 'picture' ? 'No pictures yet.' : 'Nothing here yet.'} Bring one in on the{' '}
          <Link to={`/portfolios/${portfolioId}/evidence`} target="_blank">
            evidence page
          </Link>
          ; it then waits here for you.
        </p>
      ) : null}
      <ul className="evidence-choices">
        {offered.map((one) => (
          <li key={one.id}>
            <button type="button" className="evidence-choice" onClick={() => onPick(one)}>
              {one.thumbnailUrl ? <img src={one.thumbnailUrl} alt="" loading="lazy" /> : null}
              <span className="evidence-choice-title">{one.title || 'Without a title'}</span>
              <span className="evidence-choice-note">
                {one.altText ? one.altText : what === 'picture' ? 'Not described yet' : kindHint(one)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="page-dialog-acts">
        <Button type="button" onClick={onClose}>
          Cancel
        </Button>
      </p>
    </PageDialog>
  )
}

function kindHint(evidence: PageEvidence): string {
  return { video: 'Film', audio: 'Sound', document: 'Document', link: 'Link', note: 'Note', photo: 'Picture' }[
    evidence.kind
  ]
}

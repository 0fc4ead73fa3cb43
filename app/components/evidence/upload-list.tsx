import { Link } from '@remix-run/react'
import { sizeInWords } from '#domain/evidence/evidence-limits.ts'
import { Button } from '../button.tsx'
import type { UploadState } from './file-upload.ts'

function sentenceOf({ status, sent, size, message }: UploadState): string {
  switch (status) {
    case 'waiting':
      return 'Waiting for its turn.'
    case 'sending':
      return `Sending: ${sizeInWords(sent)} of ${sizeInWords(size)}.`
    case 'checking':
      return 'Arrived. Checking it and taking out place and device.'
    case 'ready':
      return `Kept. ${message}`
    default:
      return message
  }
}

type List = {
  states: UploadState[]
  onRetry: (key: number) => void
  onCancel: (key: number) => void
  /** Empties the list of what has ended; without it the list stays. */
  onClear?: () => void
}

/** The files on their way, each with a sentence; a reader with their ears hears only what has come to an end. */
export function UploadList({ states, onRetry, onCancel, onClear }: List) {
  const ended = states.filter(({ status }) => status === 'ready' || status === 'refused' || status === 'interrupted')
  const last = ended.at(-1)
  return (
    <div>
      <p className="sr-only" role="status">
        {last ? `${last.name}: ${sentenceOf(last)}` : ''}
      </p>
      {states.length === 0 ? null : (
        <section aria-label="Files on their way" className="mt-5">
          <ul className="divide-y divide-hair border-y border-hair">
            {states.map((one) => (
              <li key={one.key} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
                <div className="min-w-0 grow basis-60">
                  <p className="truncate font-medium">{one.name}</p>
                  <p className={one.status === 'refused' || one.status === 'interrupted' ? 'text-care' : 'text-quiet'}>
                    {sentenceOf(one)}
                  </p>
                  {one.status === 'sending' ? (
                    <progress
                      aria-label={`${one.name} on its way`}
                      className="mt-1.5 h-1.5 w-full accent-accent"
                      max={Math.max(1, one.size)}
                      value={one.sent}
                    />
                  ) : null}
                </div>
                {one.status === 'ready' && one.evidenceId ? (
                  <Link className="inline-flex min-h-8 items-center" to={`/evidence/${one.evidenceId}`}>
                    Describe it
                  </Link>
                ) : null}
                {one.status === 'interrupted' ? (
                  <Button type="button" onClick={() => onRetry(one.key)}>
                    Try again
                  </Button>
                ) : null}
                {['waiting', 'sending', 'interrupted'].includes(one.status) ? (
                  <Button type="button" look="quiet" onClick={() => onCancel(one.key)}>
                    Cancel <span className="sr-only">{one.name}</span>
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
          {onClear && ended.length > 0 ? (
            <p className="mt-2">
              <Button type="button" look="quiet" onClick={onClear}>
                Clear this list
              </Button>
            </p>
          ) : null}
        </section>
      )}
    </div>
  )
}

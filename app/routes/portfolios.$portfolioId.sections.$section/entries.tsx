import { Form, Link } from '@remix-run/react'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { Button } from '#app/components/button.tsx'
import { FacetMarks } from '#app/components/contents-list.tsx'
import { Field } from '#app/components/field.tsx'
import { Empty } from '#app/components/notice.tsx'
import { aboutWords } from '#domain/in-words.ts'
import { dayOf } from '#domain/portfolio/lenses.ts'
import { goalTitle } from '#domain/portfolio/tags.ts'
import { dayInWords } from '#domain/when.ts'
import type { EntryView } from '#server/portfolios/read-contents.ts'

/** The section's pages in their order, each with its first words; members move them by buttons. */
export function SectionEntries({
  entries,
  mayWrite,
  personal,
  me,
}: {
  entries: EntryView[]
  mayWrite: boolean
  personal: boolean
  me: string
}) {
  return (
    <section aria-labelledby="pages">
      <h2 id="pages">Pages</h2>
      {entries.length === 0 ? (
        <div className="mt-3">
          <Empty title="No page here yet">
            {personal
              ? 'Each of you writes one page here, and nobody else can change it. A few honest paragraphs are plenty.'
              : 'A page is one small story: where, what you did, what happened, what shifted. One or two screens are plenty.'}
          </Empty>
        </div>
      ) : (
        <ol className="mt-3 border-b border-hair">
          {entries.map((entry, index) => (
            <li key={entry.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-t border-hair py-4">
              <div className="min-w-0">
                <h3 className="text-lg">
                  <Link to={`/entries/${entry.id}`} className="text-ink no-underline hover:underline">
                    {entry.title}
                  </Link>
                </h3>
                <p className="mt-0.5 flex flex-wrap items-center gap-x-3 text-sm text-quiet">
                  <span>{dayInWords(dayOf(entry))}</span>
                  {entry.authorName ? <span>{entry.authorName}</span> : null}
                  <span>{entry.words ? aboutWords(entry.words) : 'no words yet'}</span>
                  <FacetMarks facets={entry.tags.filter((tag) => tag.kind === 'facet').map((tag) => tag.value)} />
                  {mayWrite && (entry.authorId === null || entry.authorId === me) ? (
                    <Link to={`/entries/${entry.id}/about`}>
                      Title, day and tags<span className="sr-only"> of {entry.title}</span>
                    </Link>
                  ) : null}
                </p>
                {entry.opening ? (
                  <p className="mt-1.5 max-w-[64ch] font-serif leading-relaxed">{entry.opening}</p>
                ) : null}
                {entry.tags
                  .filter((tag) => tag.kind === 'goal')
                  .map((tag) => (
                    <p key={tag.value} className="mt-1 text-sm text-quiet">
                      {goalTitle(Number(tag.value))}: {tag.sentence}
                    </p>
                  ))}
              </div>
              {mayWrite && entries.length > 1 && (entry.authorId === null || entry.authorId === me) ? (
                <Form method="post" preventScrollReset className="flex gap-1 self-start">
                  <input type="hidden" name="entryId" value={entry.id} />
                  <MoveButton act="up" title={entry.title} disabled={index === 0} />
                  <MoveButton act="down" title={entry.title} disabled={index === entries.length - 1} />
                </Form>
              ) : null}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

function MoveButton({ act, title, disabled }: { act: 'up' | 'down'; title: string; disabled: boolean }) {
  const Icon = act === 'up' ? ArrowUp : ArrowDown
  return (
    <button
      type="submit"
      name="act"
      value={act}
      disabled={disabled}
      aria-label={`Move “${title}” ${act}`}
      className="inline-flex size-8 items-center justify-center rounded-[6px] border border-hair text-quiet hover:border-accent hover:text-accent disabled:opacity-35"
    >
      <Icon aria-hidden="true" size={16} strokeWidth={1.5} />
    </button>
  )
}

/** A title opens a page; the rest is written there. */
export function NewEntryForm({ personal, error }: { personal: boolean; error?: string | undefined }) {
  return (
    <Form method="post" className="mt-6 flex max-w-[40rem] flex-wrap items-end gap-3">
      <div className="min-w-60 grow">
        <Field
          label={personal ? 'Title of your own page' : 'Title of a new page'}
          name="title"
          maxLength={160}
          autoComplete="off"
          required
          error={error}
        />
      </div>
      <Button look="act" name="act" value="open">
        Open the page
      </Button>
    </Form>
  )
}

/** What the team put aside; it comes back with one press. */
export function Archived({
  entries,
  me,
}: {
  entries: { id: string; title: string; authorId: string | null }[]
  me: string
}) {
  if (entries.length === 0) return null
  return (
    <details className="mt-8">
      <summary className="min-h-8 text-quiet">Put aside ({entries.length})</summary>
      <ul className="mt-2 grid gap-2">
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center gap-3">
            <span className="font-serif">{entry.title}</span>
            {entry.authorId === null || entry.authorId === me ? (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="entryId" value={entry.id} />
                <Button look="quiet" name="act" value="unarchive">
                  Bring back<span className="sr-only">: {entry.title}</span>
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

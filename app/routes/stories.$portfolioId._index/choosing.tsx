import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import type { StoryEntry } from '#server/stories/read-story.ts'

/** For the team: which pages of the certified portfolio anybody may read. */
export function Choosing({ entries, published }: { entries: StoryEntry[]; published: boolean }) {
  return (
    <section aria-labelledby="choosing" className="not-on-paper border-b border-hair bg-sunk">
      <div className="mx-auto max-w-[44rem] px-4 py-6 sm:px-8">
        <h2 id="choosing">Your public story</h2>
        <p className="mt-1 text-quiet">
          Choose the pages that anybody with the address may read. Pictures in which a child could be recognised never
          leave the team.
        </p>
        <div className="mt-2">
          <VisibleTo who={published ? 'anyone with the link' : 'only your team, until you publish'} />
        </div>
        <details className="mt-3" open={!published}>
          <summary className="min-h-8 text-accent">Choose pages</summary>
          <Form method="post" className="mt-3 grid gap-3">
            <ul className="grid gap-1">
              {entries.map((entry) => (
                <li key={entry.id}>
                  <label className="flex min-h-8 items-baseline gap-2">
                    <input type="checkbox" name="entry" value={entry.id} defaultChecked={entry.chosen} />
                    <span>
                      {entry.title} <span className="text-sm text-quiet">{entry.sectionTitle}</span>
                    </span>
                  </label>
                </li>
              ))}
            </ul>
            <div>
              <Button look="act">{published ? 'Save the choice' : 'Publish'}</Button>
            </div>
          </Form>
        </details>
        {published ? (
          <Form method="post" className="mt-3">
            <Button look="quiet">Take the story back</Button>
          </Form>
        ) : null}
      </div>
    </section>
  )
}

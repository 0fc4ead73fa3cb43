import { Form, Link } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import type { EvidenceView } from '#domain/evidence/evidence-view.ts'

/** The picture on the team's cover, chosen from its own evidence. */
export function CoverChoice({
  pictures,
  chosen,
  portfolioId,
}: {
  pictures: EvidenceView[]
  chosen: string | null
  portfolioId: string
}) {
  return (
    <section aria-labelledby="cover" className="mt-10">
      <h2 id="cover">Cover picture</h2>
      {pictures.length === 0 ? (
        <p className="mt-1 text-quiet">
          No photo yet. <Link to={`/portfolios/${portfolioId}/evidence`}>Add one to your evidence</Link>; the place
          itself is a good subject, and faces are not needed.
        </p>
      ) : (
        <Form method="post" preventScrollReset className="mt-3 grid gap-4">
          <fieldset>
            <legend className="sr-only">Cover picture</legend>
            <div className="grid grid-cols-3 gap-3 sm:grid-cols-5">
              {pictures.map((picture) => (
                <label
                  key={picture.id}
                  className="block cursor-pointer overflow-hidden rounded-[8px] border border-hair has-checked:border-accent has-checked:outline-2 has-checked:outline-accent"
                >
                  <img
                    src={picture.thumbnailUrl ?? ''}
                    alt={picture.altText || picture.title}
                    loading="lazy"
                    width={160}
                    height={120}
                    className="aspect-[4/3] w-full object-cover"
                  />
                  <span className="flex items-center gap-2 px-2 py-1.5 text-sm">
                    <input
                      type="radio"
                      name="evidenceId"
                      value={picture.id}
                      defaultChecked={picture.id === chosen}
                      className="size-4 shrink-0 accent-accent"
                    />
                    <span className="truncate">{picture.title}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <p>
            <Button name="act" value="cover">
              Put it on the cover
            </Button>
          </p>
        </Form>
      )}
    </section>
  )
}

import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field, Select } from '#app/components/field.tsx'
import type { PeoplePage } from './page-shape.ts'

/** Where the team works and when it checks in. */
export function PlaceAndRhythm({ page }: { page: PeoplePage }) {
  return (
    <section aria-labelledby="rhythm">
      <h2 id="rhythm">Place and rhythm</h2>
      <ul className="mt-2">
        {page.sites.map((site) => (
          <li key={site.id}>
            <span className="font-serif text-lg">{site.name}</span>
            <span className="ml-2 text-sm text-quiet">
              {[site.districtName, site.countyName, site.main && page.sites.length > 1 ? 'main site' : '']
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {page.may.setUp && page.nearby.length > 0 ? <Sites page={page} /> : null}
      {page.may.setUp ? (
        <Form method="post" className="mt-4 flex max-w-[36rem] flex-wrap items-end gap-3">
          <div className="min-w-60 grow">
            <Field
              label="When you check in"
              name="rhythm"
              defaultValue={page.team.rhythm ?? ''}
              maxLength={120}
              hint="In your own words: Thursdays, before the late bus."
            />
          </div>
          <Button name="act" value="rhythm">
            Keep this rhythm
          </Button>
        </Form>
      ) : (
        <p className="mt-2 text-quiet">{page.team.rhythm ?? 'No rhythm of check-ins chosen yet.'}</p>
      )}
    </section>
  )
}

/** The team's focus: one site or more, one of them the main one. */
function Sites({ page }: { page: PeoplePage }) {
  const own = new Set(page.sites.map((site) => site.id))
  return (
    <details className="mt-4">
      <summary className="min-h-8 text-accent">Change the sites</summary>
      <Form method="post" className="mt-3 grid max-w-[36rem] gap-4">
        <fieldset>
          <legend className="font-medium">Sites you work at</legend>
          <div className="mt-1 grid gap-1">
            {page.nearby.map((site) => (
              <label key={site.id} className="flex min-h-8 items-baseline gap-2.5">
                <input
                  type="checkbox"
                  name="siteId"
                  value={site.id}
                  defaultChecked={own.has(site.id)}
                  className="size-4 shrink-0 translate-y-0.5 accent-accent"
                />
                <span>
                  {site.name} <span className="text-sm text-quiet">{site.districtName}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <Select label="The main one" name="mainSiteId" defaultValue={page.sites.find((site) => site.main)?.id}>
          {page.nearby.map((site) => (
            <option key={site.id} value={site.id}>
              {site.name}
            </option>
          ))}
        </Select>
        <p>
          <Button name="act" value="sites">
            Keep these sites
          </Button>
        </p>
      </Form>
    </details>
  )
}

import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field, Select, TextArea } from '#app/components/field.tsx'
import { dayInWords } from '#domain/when.ts'
import type { PeoplePage } from './page-shape.ts'

/** Who opens doors, what they said, and the sentence that is still missing. */
export function Champions({ page }: { page: PeoplePage }) {
  return (
    <section aria-labelledby="champion">
      <h2 id="champion">Champion</h2>
      <p className="mt-1 max-w-[62ch] text-quiet">
        Somebody who decides, gives you access to staff and pupils, and stands by you along the way. It may be one of
        you.
      </p>
      <ul className="mt-3 grid gap-3">
        {page.champions.map((one) => (
          <li key={one.id} className="border-l-2 border-hair pl-4">
            <p className="font-serif text-lg">{one.name}</p>
            <p className="text-sm text-quiet">{[one.title, one.organisation].filter(Boolean).join(', ')}</p>
            {one.confirmedAt ? (
              <blockquote className="mt-1 max-w-[60ch] font-serif">
                {one.accessStatement ? `“${one.accessStatement}” ` : ''}
                <span className="font-sans text-sm text-quiet">
                  Confirmed {dayInWords(one.confirmedAt, page.today)}.
                </span>
              </blockquote>
            ) : (
              <p className="mt-1 text-sm text-quiet">Has not confirmed access yet.</p>
            )}
          </li>
        ))}
      </ul>
      {page.champions.length === 0 ? <p className="mt-2">Nobody is named yet.</p> : null}
      {page.may.confirmAccess ? (
        <Form method="post" className="mt-5 grid max-w-[36rem] gap-4 rounded-[10px] border border-hair bg-raised p-5">
          <TextArea
            label="What door do you open?"
            hint="One sentence: to whom, where, from when. The team, its mentor and the programme read it."
            name="statement"
            maxLength={500}
            required
          />
          <p>
            <Button look="act" name="act" value="confirm">
              Yes, I will open the door
            </Button>
          </p>
        </Form>
      ) : null}
      {page.may.nameChampion ? (
        <details className="mt-5" open={page.champions.length === 0}>
          <summary className="min-h-8 text-accent">Name a champion</summary>
          <Form method="post" className="mt-3 grid max-w-[30rem] gap-4">
            <Field label="Their e-mail address" name="email" type="email" autoComplete="off" required />
            <Field label="Their title" name="title" autoComplete="off" />
            <Field label="Where they work" name="organisation" autoComplete="off" />
            <Select label="Where they decide" name="level" defaultValue="site">
              <option value="site">At the site</option>
              <option value="district">In the district</option>
              <option value="county-office">In the county office</option>
              <option value="other">Elsewhere</option>
            </Select>
            <p>
              <Button name="act" value="champion">
                Name as champion
              </Button>
            </p>
          </Form>
        </details>
      ) : null}
    </section>
  )
}

/** Mentors and coaches. */
export function Support({ page }: { page: PeoplePage }) {
  return (
    <section aria-labelledby="support">
      <h2 id="support">Mentor and coach</h2>
      {page.mentors.length === 0 ? <p className="mt-2 text-quiet">Nobody is with the team yet.</p> : null}
      <ul className="mt-2 grid gap-1.5">
        {page.mentors.map((one) => (
          <li key={one.id}>
            <span className="font-serif text-lg">{one.name}</span>
            <span className="ml-2 text-sm text-quiet">
              {one.kind}, since {dayInWords(one.startedOn, page.today)}
            </span>
            {page.may.assignMentor ? (
              <Form method="post" className="ml-2 inline">
                <input type="hidden" name="assignmentId" value={one.id} />
                <Button look="quiet" name="act" value="end-support" className="text-sm">
                  End today<span className="sr-only"> for {one.name}</span>
                </Button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {page.may.assignMentor ? (
        <details className="mt-4">
          <summary className="min-h-8 text-accent">Give the team a mentor or coach</summary>
          <Form method="post" className="mt-3 grid max-w-[30rem] gap-4">
            <Field
              label="Their e-mail address"
              name="email"
              type="email"
              autoComplete="off"
              hint="A mentor holds a Master certificate; a coach is staff of the cohort."
              required
            />
            <p className="flex flex-wrap gap-3">
              <Button name="act" value="mentor">
                As mentor
              </Button>
              <Button name="act" value="coach">
                As coach
              </Button>
            </p>
          </Form>
        </details>
      ) : null}
    </section>
  )
}

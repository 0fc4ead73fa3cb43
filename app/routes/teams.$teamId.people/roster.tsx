import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { capitalised, counted } from '#domain/in-words.ts'
import { teamSize } from '#domain/team/roster.ts'
import { dayInWords } from '#domain/when.ts'
import type { PeoplePage } from './page-shape.ts'

/** The core team with its dates, and for staff the two acts that change it. */
export function Roster({ page }: { page: PeoplePage }) {
  return (
    <section aria-labelledby="roster">
      <h2 id="roster">The core team</h2>
      <p className="mt-1 text-quiet">{capitalised(counted(page.members.length, 'person', 'people'))} now.</p>
      <ul className="mt-3 border-b border-hair">
        {page.members.map((member) => (
          <li
            key={member.membershipId}
            className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-t border-hair py-3"
          >
            <div>
              <p className="font-serif text-lg">
                {member.name}
                {member.pronouns ? <span className="ml-2 text-sm text-quiet">{member.pronouns}</span> : null}
              </p>
              <p className="text-sm text-quiet">
                {[member.title, member.convenor ? 'convenor' : '', `since ${dayInWords(member.startedOn, page.today)}`]
                  .filter(Boolean)
                  .join(' · ')}
              </p>
            </div>
            {page.may.changeRoster ? (
              <details>
                <summary className="min-h-8 text-sm text-quiet">
                  End<span className="sr-only"> the membership of {member.name}</span>
                </summary>
                <Form method="post" className="mt-2 flex flex-wrap items-end gap-3">
                  <input type="hidden" name="membershipId" value={member.membershipId} />
                  <Field label="Last day" name="endedOn" type="date" defaultValue={page.today} required />
                  <Button name="act" value="end">
                    End on this day
                  </Button>
                </Form>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
      {page.former.length > 0 ? (
        <>
          <h3 className="mt-6 text-base">Was here before</h3>
          <ul className="mt-1 text-sm text-quiet">
            {page.former.map((member) => (
              <li key={member.membershipId}>
                {member.name}, {dayInWords(member.startedOn, page.today)} to{' '}
                {member.endedOn ? dayInWords(member.endedOn, page.today) : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {page.may.changeRoster ? (
        <details className="mt-5" open={page.members.length < teamSize.least}>
          <summary className="min-h-8 text-accent">Add somebody to the team</summary>
          <Form method="post" className="mt-3 grid max-w-[30rem] gap-4">
            <Field label="Their e-mail address" name="email" type="email" autoComplete="off" required />
            <Field
              label="What they do at the site"
              name="title"
              autoComplete="off"
              hint="For example: bus driver, vice principal."
            />
            <p>
              <Button name="act" value="add">
                Add to the team
              </Button>
            </p>
          </Form>
        </details>
      ) : null}
    </section>
  )
}

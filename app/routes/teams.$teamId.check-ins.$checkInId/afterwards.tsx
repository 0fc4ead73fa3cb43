import { Form, Link } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Field, Select, TextArea } from '#app/components/field.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { checkInWordsLength } from '#domain/team/check-in.ts'
import type { CheckInView } from '#server/teams/check-in/show-check-in.ts'

const seenBy = {
  undecided: 'only you, until this ends',
  self: 'only you',
  team: 'your team',
  portfolio: 'only you, but for the line that you shared',
}

/** One's own words, and the choices; below them what others gave to the team. */
export function Afterwards({ view }: { view: CheckInView }) {
  const { me } = view
  const given = view.people.filter((person) => person.sharedWords)
  return (
    <div className="grid gap-8">
      {me && (view.moment.state === 'after' || me.words || me.sharedEntryId) ? (
        <section aria-labelledby="mine" className="grid gap-5 rounded-[14px] border border-hair bg-raised p-5 sm:p-7">
          <h2 id="mine">Your words</h2>
          {view.moment.state === 'after' ? (
            <Form method="post" className="grid gap-3">
              <TextArea label="What you wrote" name="words" defaultValue={me.words} maxLength={checkInWordsLength} />
              <p>
                <Button name="act" value="words">
                  Write them down
                </Button>
              </p>
            </Form>
          ) : (
            <p className="font-serif whitespace-pre-wrap">{me.words}</p>
          )}
          <VisibleTo who={seenBy[me.kept as keyof typeof seenBy] ?? 'only you'} />
          <Form method="post" className="flex flex-wrap items-center gap-3">
            <input type="hidden" name="act" value="keep" />
            <Choice keep="self" kept={me.kept} words="Keep to myself" />
            <Choice keep="team" kept={me.kept} words="Share with the team" />
            <Choice keep="undecided" kept={me.kept} words="Let them go" />
          </Form>
          {me.sharedEntryId ? (
            <p>
              A line of yours stands in the portfolio: <Link to={`/entries/${me.sharedEntryId}`}>open its page</Link>.
            </p>
          ) : (
            <Form method="post" className="grid gap-3 border-t border-hair pt-5">
              <Field
                label="Share one line in the portfolio"
                name="line"
                maxLength={400}
                hint="Only this line is copied; it gets a page of its own."
                required
              />
              <div className="flex flex-wrap items-end gap-3">
                <div className="min-w-48">
                  <Select label="Where" name="section" defaultValue="6">
                    <option value="6">Practice (6)</option>
                    <option value="1">Us (1)</option>
                  </Select>
                </div>
                <Button name="act" value="share">
                  Share this line
                </Button>
              </div>
              <VisibleTo who="everybody who may read the portfolio" />
            </Form>
          )}
        </section>
      ) : null}
      {given.length > 0 ? (
        <section aria-labelledby="given">
          <h2 id="given">Given to the team</h2>
          <ul className="mt-3 grid gap-4">
            {given.map((person) => (
              <li key={person.personId}>
                <p className="max-w-[60ch] font-serif leading-relaxed whitespace-pre-wrap">{person.sharedWords}</p>
                <p className="text-sm text-quiet">{person.givenName}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

function Choice({ keep, kept, words }: { keep: string; kept: string; words: string }) {
  const chosen = keep === kept
  return (
    <button
      type="submit"
      name="keep"
      value={keep}
      aria-pressed={chosen}
      className={`min-h-11 rounded-[10px] border px-4 ${chosen ? 'border-accent bg-accent-soft font-medium' : 'border-line bg-raised hover:border-accent'}`}
    >
      {words}
    </button>
  )
}

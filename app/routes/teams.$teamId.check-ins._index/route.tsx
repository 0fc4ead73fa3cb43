import { type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Button, LinkButton } from '#app/components/button.tsx'
import { Field, Select } from '#app/components/field.tsx'
import { Empty, RefusalNotice } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { TeamNav } from '#app/components/team-nav.tsx'
import { fieldText, type Refused, signedIn } from '#app/http/signed-in.ts'
import { listed } from '#domain/in-words.ts'
import { checkInQuestionLength, minutesPerPersonChoices } from '#domain/team/check-in.ts'
import { dayIn, weekdayInWords } from '#domain/when.ts'
import { listTeamCheckIns } from '#server/teams/check-in/list-team-check-ins.ts'
import { startCheckIn } from '#server/teams/check-in/start-check-in.ts'

export const meta: MetaFunction = () => [{ title: 'Check-ins · Fieldfolio' }]

export const loader = signedIn(({ actor, context, params }) => listTeamCheckIns(context, actor, params.teamId!))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const teamId = params.teamId!
  const { checkInId } = await startCheckIn(context, actor, {
    teamId,
    question: fieldText(form, 'question'),
    minutesPerPerson: Number(fieldText(form, 'minutesPerPerson')),
  })
  return redirect(`/teams/${teamId}/check-ins/${checkInId}`)
})

const minuteWords = { 1: 'One minute', 2: 'Two minutes', 3: 'Three minutes' }

export default function CheckIns() {
  const page = useLoaderData<typeof loader>()
  const refusal = useActionData<Refused>()?.refusal
  return (
    <PageFrame
      title="Check-ins"
      above={<TeamNav teamId={page.team.id} teamName={page.team.name} portfolioId={page.team.portfolioId} />}
      lede="A bell, two minutes of silence, then the ring goes round. Nobody answers, nobody comments. It leaves no transcript, unless you choose."
    >
      <div className="grid max-w-[44rem] gap-10">
        <RefusalNotice refusal={refusal} />
        {page.may ? (
          page.openId ? (
            <p className="flex flex-wrap items-center gap-4">
              <LinkButton look="act" to={page.openId}>
                Join the circle
              </LinkButton>
              <span className="text-quiet">Your team is gathering now.</span>
            </p>
          ) : (
            <Form method="post" className="grid gap-4 rounded-[14px] border border-hair bg-raised p-5 sm:p-7">
              <h2>Begin one</h2>
              <Field
                label="A question that everybody can answer"
                name="question"
                defaultValue={page.suggestion}
                maxLength={checkInQuestionLength}
                error={refusal?.fields?.question}
                required
              />
              <div className="max-w-60">
                <Select label="For each person" name="minutesPerPerson" defaultValue="1">
                  {minutesPerPersonChoices.map((minutes) => (
                    <option key={minutes} value={minutes}>
                      {minuteWords[minutes]}
                    </option>
                  ))}
                </Select>
              </div>
              <p>
                <Button look="act">Gather the circle</Button>
              </p>
            </Form>
          )
        ) : (
          <p className="text-quiet">
            A check-in is the team’s own. You see that it happened, and nothing of what was said.
          </p>
        )}
        <section aria-labelledby="before">
          <h2 id="before">What happened</h2>
          {page.past.length === 0 ? (
            <div className="mt-3">
              <Empty title="No check-in yet">
                Five minutes before a meeting are enough. Teams that keep it up say that meetings grow shorter.
              </Empty>
            </div>
          ) : (
            <ul className="mt-3 border-b border-hair">
              {page.past.map((one) => (
                <li key={one.id} className="border-t border-hair py-3">
                  <p>
                    {page.may ? (
                      <Link to={one.id}>{weekdayInWords(dayIn(one.startedAt, page.timeZone))}</Link>
                    ) : (
                      weekdayInWords(dayIn(one.startedAt, page.timeZone))
                    )}
                  </p>
                  <p className="text-sm text-quiet">
                    {listed(one.present)} {one.present.length === 1 ? 'was' : 'were'} here.
                  </p>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </PageFrame>
  )
}

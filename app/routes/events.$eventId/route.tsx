import type { MetaFunction } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { Notice, RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { readRoll } from '#server/events/read-roll.ts'
import { recordAttendance } from '#server/events/record-attendance.ts'
import { RollForm, statusWords } from './roll-form.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.event.title ?? 'Event'} · Fieldfolio` },
]

export const loader = signedIn(({ actor, context, params, url }) =>
  readRoll(context, actor, { eventId: params.eventId ?? '', day: Number(url.searchParams.get('day') ?? '1') }),
)

export const action = signedIn(async ({ actor, context, params, form }) => {
  const statuses: Record<string, string> = {}
  const whole = form.get('all-of')
  for (const [field, value] of form) {
    if (field.startsWith('person-') && typeof value === 'string') statuses[field.slice(7)] = value
    // Without scripts, "All here" sends the team's people and asks for them.
    if (field === `member-of-${whole}` && typeof value === 'string') statuses[value] ??= 'present'
  }
  return recordAttendance(context, actor, {
    eventId: params.eventId ?? '',
    day: Number(form.get('day') ?? '1'),
    statuses,
  })
})

export default function EventPage() {
  const { event, day, mayRecord, teams } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { recorded?: number; refusal?: RefusalWords } | undefined
  const own = teams[0]?.people[0]
  return (
    <PageFrame
      above={<Link to={`/cohorts/${event.cohortId}/events`}>{event.cohortName}</Link>}
      title={event.title}
      lede={[event.time.day, event.time.hours].filter(Boolean).join(', ')}
    >
      <div className="grid max-w-[62rem] gap-6">
        <p className="text-quiet">
          {[event.place, event.hosts.length > 0 ? `With ${listed.format(event.hosts)}` : null, event.time.there]
            .filter(Boolean)
            .join('. ')}
          {event.videoLink ? (
            <>
              {' '}
              <a href={event.videoLink} rel="noreferrer">
                Join by video
              </a>
            </>
          ) : null}
        </p>
        <RefusalNotice refusal={result?.refusal} />
        {result?.recorded !== undefined ? (
          <Notice>
            <p role="status">
              {result.recorded === 0
                ? 'Nobody was marked, so nothing changed.'
                : `The roll is saved: ${result.recorded} people.`}
            </p>
          </Notice>
        ) : null}
        {mayRecord ? (
          <>
            <h2>The roll{event.days > 1 ? `, day ${day} of ${event.days}` : ''}</h2>
            {event.days > 1 ? <Days eventId={event.id} days={event.days} day={day} /> : null}
            <RollForm key={`${event.id} ${day}`} teams={teams} day={day} />
            <VisibleTo who="hosts and program staff; each person sees their own line" />
          </>
        ) : own ? (
          <p>
            {own.status
              ? `The roll says about you: ${statusWords[own.status].toLowerCase()}.`
              : 'The roll has not been taken yet.'}
          </p>
        ) : null}
      </div>
    </PageFrame>
  )
}

function Days({ eventId, days, day }: { eventId: string; days: number; day: number }) {
  return (
    <nav aria-label="Days" className="flex flex-wrap gap-2">
      {Array.from({ length: days }, (_, index) => index + 1).map((number) => (
        <Link
          key={number}
          to={`/events/${eventId}?day=${number}`}
          aria-current={number === day ? 'page' : undefined}
          className="inline-flex min-h-9 items-center rounded-[8px] border border-hair px-3 text-sm text-ink no-underline aria-[current]:border-accent aria-[current]:bg-accent-soft"
        >
          Day {number}
        </Link>
      ))}
    </nav>
  )
}

const listed = new Intl.ListFormat('en', { type: 'conjunction' })

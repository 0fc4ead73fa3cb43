import type { MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { dayAndYear } from '#domain/when.ts'
import { type CalendarEvent, readCalendar } from '#server/events/read-calendar.ts'

export const meta: MetaFunction = () => [{ title: 'Dates of the cohort · Fieldfolio' }]

export const loader = signedIn(({ actor, context, params }) => readCalendar(context, actor, params.cohortId ?? ''))

export default function Events() {
  const { cohort, toCome, past, readerZone } = useLoaderData<typeof loader>()
  return (
    <PageFrame
      above={`${cohort.name}, ${dayAndYear(cohort.startsOn)} to ${dayAndYear(cohort.endsOn)}`}
      title="Dates of the cohort"
      lede={`Hours are shown where you are: ${readerZone.replaceAll('_', ' ')}.`}
    >
      <div className="max-w-[52rem]">
        <h2>To come</h2>
        {toCome.length === 0 ? (
          <Empty title="Nothing is planned any more">What was held stands below.</Empty>
        ) : (
          <EventList events={toCome} />
        )}
        {past.length > 0 ? (
          <section className="mt-12">
            <h2>Held</h2>
            <EventList events={past} />
          </section>
        ) : null}
      </div>
    </PageFrame>
  )
}

function EventList({ events }: { events: CalendarEvent[] }) {
  return (
    <ul className="mt-3 divide-y divide-hair border-y border-hair">
      {events.map((event) => (
        <li key={event.id} className="grid gap-x-6 gap-y-1 py-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <div>
            <p className="font-serif text-lg leading-snug">
              <Link to={`/events/${event.id}`}>{event.title}</Link>
              {event.cancelled ? <span className="text-quiet">, cancelled</span> : null}
              {event.tentative ? <span className="text-quiet">, not confirmed yet</span> : null}
            </p>
            <p>
              {event.time.day}
              {event.time.hours ? <span className="text-quiet">, {event.time.hours}</span> : null}
            </p>
            {event.time.there ? <p className="text-sm text-quiet">Over there: {event.time.there}</p> : null}
            <p className="text-sm text-quiet">
              {[event.teamName, event.place, event.hosts.length > 0 ? `with ${listed.format(event.hosts)}` : null]
                .filter(Boolean)
                .join(', ')}
            </p>
            {event.rollSentence ? <p className="mt-1 text-sm">{event.rollSentence}</p> : null}
          </div>
          <div className="flex flex-wrap items-start gap-x-4 gap-y-1 text-sm sm:justify-end">
            {event.videoLink && !event.cancelled ? (
              <a href={event.videoLink} rel="noreferrer" className="inline-flex min-h-8 items-center">
                Join by video
              </a>
            ) : null}
            {event.mayTakeRoll ? (
              <Link to={`/events/${event.id}`} className="inline-flex min-h-8 items-center">
                {event.rollSentence ? 'The roll' : 'Open'}
              </Link>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  )
}

const listed = new Intl.ListFormat('en', { type: 'conjunction' })

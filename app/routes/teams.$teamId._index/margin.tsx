import { Link } from '@remix-run/react'
import { FileText, Image, Link2, Mic, NotebookPen, Video } from 'lucide-react'
import { counted } from '#domain/in-words.ts'
import { dayFromToday, dayIn } from '#domain/when.ts'
import type { TeamHome } from '#server/teams/read-team-home.ts'

type Portfolio = NonNullable<TeamHome['portfolio']>
const kindIcons: Record<string, typeof Image> = {
  photo: Image,
  video: Video,
  audio: Mic,
  link: Link2,
  note: NotebookPen,
}

/** Who has a page open at this moment. */
export function HereNow({ here, member }: { here: Portfolio['here']; member: boolean }) {
  const byPage = new Map<string, { title: string; names: string[] }>()
  for (const one of here) {
    const page = byPage.get(one.entryId) ?? { title: one.entryTitle, names: [] }
    if (!page.names.includes(one.name)) page.names.push(one.name)
    byPage.set(one.entryId, page)
  }
  return (
    <section aria-labelledby="here">
      <h2 id="here" className="text-lg">
        Here now
      </h2>
      {byPage.size === 0 ? (
        <p className="mt-1 text-sm text-quiet">
          {member ? 'Nobody is writing just now. Whoever opens a page appears here.' : 'Nobody is writing just now.'}
        </p>
      ) : (
        <ul className="mt-1 grid gap-1.5 text-sm">
          {[...byPage].map(([entryId, page]) => (
            <li key={entryId} className="grid grid-cols-[1rem_minmax(0,1fr)]">
              <span aria-hidden="true" className="mt-[0.45rem] size-2 rounded-full bg-accent" />
              <span>
                {page.names.join(', ')} in <Link to={`/entries/${entryId}`}>{page.title}</Link>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Evidence that no page uses yet: a small contact sheet. */
export function WaitingEvidence({
  portfolioId,
  waiting,
  member,
}: {
  portfolioId: string
  waiting: Portfolio['waiting']
  member: boolean
}) {
  const place = `/portfolios/${portfolioId}/evidence`
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" className="text-lg">
        Evidence waiting
      </h2>
      {waiting.count === 0 ? (
        <p className="mt-1 text-sm text-quiet">
          Every piece has found its page. {member ? <Link to="/capture">Add something from today</Link> : null}
        </p>
      ) : (
        <>
          <ul className="mt-2 grid grid-cols-5 gap-1.5 lg:grid-cols-5">
            {waiting.shown.map((piece) => {
              const Icon = kindIcons[piece.kind] ?? FileText
              return (
                <li key={piece.id} className="aspect-square overflow-hidden rounded-[6px] border border-hair bg-sunk">
                  {piece.thumbnailUrl ? (
                    <img
                      src={piece.thumbnailUrl}
                      alt={piece.altText || piece.title}
                      loading="lazy"
                      width={120}
                      height={120}
                      className="size-full object-cover"
                    />
                  ) : (
                    <span className="flex size-full items-center justify-center text-quiet">
                      <Icon aria-hidden="true" size={20} strokeWidth={1.5} />
                      <span className="sr-only">{piece.title}</span>
                    </span>
                  )}
                </li>
              )
            })}
          </ul>
          <p className="mt-2 text-sm">
            <Link to={place}>
              {waiting.count === 1 ? 'One piece waits' : `${waiting.count} pieces wait`} to be sorted
            </Link>
          </p>
        </>
      )}
    </section>
  )
}

/** The rhythm the team chose, when it last met, and the way in. */
export function CheckInCard({ home }: { home: TeamHome }) {
  const { checkIn, team, today, timeZone } = home
  return (
    <section aria-labelledby="check-in">
      <h2 id="check-in" className="text-lg">
        Check-in
      </h2>
      <p className="mt-1 text-sm text-quiet">
        {team.rhythm ? `${team.rhythm}. ` : 'No rhythm chosen yet. '}
        {checkIn.lastAt ? `You last met ${dayFromToday(dayIn(checkIn.lastAt, timeZone), today)}.` : ''}
      </p>
      <p className="mt-1 text-sm">
        {checkIn.openId ? (
          <Link to={`/teams/${team.id}/check-ins/${checkIn.openId}`}>Your team is in the circle now: join</Link>
        ) : (
          <Link to={`/teams/${team.id}/check-ins`}>
            Begin one: bell, silence, a ring of {counted(home.people.members.length, 'turn')}
          </Link>
        )}
      </p>
    </section>
  )
}

export function People({ home }: { home: TeamHome }) {
  const { people, team } = home
  return (
    <section aria-labelledby="people">
      <h2 id="people" className="text-lg">
        People
      </h2>
      <ul className="mt-2 grid gap-2 text-sm">
        {people.members.map((one) => (
          <li key={one.personId}>
            <span className="font-medium">{one.name}</span>
            {one.title || one.convenor ? (
              <span className="block text-quiet">
                {[one.title, one.convenor ? 'convenor' : ''].filter(Boolean).join(', ')}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <dl className="mt-4 grid gap-2 border-t border-hair pt-3 text-sm">
        {people.champions.map((one) => (
          <div key={one.personId}>
            <dt className="text-quiet">Champion{one.member ? ', and a member' : ''}</dt>
            <dd>
              {one.name}
              <span className="block text-quiet">
                {one.confirmed ? 'Opened the door' : 'Has not confirmed access yet'}
              </span>
            </dd>
          </div>
        ))}
        {people.champions.length === 0 ? (
          <div>
            <dt className="text-quiet">Champion</dt>
            <dd>
              <Link to={`/teams/${team.id}/people`}>Name somebody who can open doors</Link>
            </dd>
          </div>
        ) : null}
        {people.mentors.map((one) => (
          <div key={`${one.kind}-${one.name}`}>
            <dt className="text-quiet">{one.kind === 'coach' ? 'Coach' : 'Mentor'}</dt>
            <dd>{one.name}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm">
        <Link to={`/teams/${team.id}/people`}>Who is and was here</Link>
      </p>
    </section>
  )
}

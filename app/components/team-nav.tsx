import { NavLink, useLocation } from '@remix-run/react'

type Place = { teamId: string; teamName: string; portfolioId: string | null }

/** The rooms of one team, above each of its pages. */
export function TeamNav({ teamId, teamName, portfolioId }: Place) {
  const { pathname } = useLocation()
  const rooms = [
    { to: `/teams/${teamId}`, words: teamName },
    ...(portfolioId
      ? [
          { to: `/portfolios/${portfolioId}`, words: 'Contents' },
          { to: `/portfolios/${portfolioId}/evidence`, words: 'Evidence' },
        ]
      : []),
    { to: `/teams/${teamId}/check-ins`, words: 'Check-ins' },
    { to: `/teams/${teamId}/people`, words: 'People' },
  ]
  return (
    <nav aria-label={`Rooms of ${teamName}`} className="not-on-paper -mx-1 mb-3 flex flex-wrap gap-x-1 gap-y-1">
      {rooms.map((room, index) => (
        <NavLink
          key={room.to}
          to={room.to}
          // The evidence lies under the portfolio's address but is a room of its own.
          end={index === 0 || pathname.endsWith('/evidence')}
          className={({ isActive }) =>
            `inline-flex min-h-8 items-center rounded-[6px] px-2 text-sm no-underline hover:bg-sunk hover:text-ink ${
              isActive ? 'bg-sunk font-medium text-ink' : 'text-quiet'
            }`
          }
        >
          {room.words}
        </NavLink>
      ))}
    </nav>
  )
}

import type { CheckInState } from '#domain/team/check-in.ts'

type Person = { personId: string; name: string; givenName: string; holdsRing: boolean }

/** The people in a circle, drawn and told: the ring rests with one of them. */
export function Circle({ people, state }: { people: Person[]; state: CheckInState }) {
  const radius = 118
  const places = people.map((person, index) => {
    const angle = (index / Math.max(1, people.length)) * 2 * Math.PI - Math.PI / 2
    return { ...person, x: 200 + radius * Math.cos(angle), y: 170 + radius * Math.sin(angle) }
  })
  const holder = people.find((person) => person.holdsRing)
  const told = `${people.map((person) => person.name).join(', ')} in the circle.${holder ? ` ${holder.givenName} holds the ring.` : ''}`
  return (
    <figure className="mx-auto w-full max-w-[26rem]">
      <svg viewBox="0 0 400 358" role="img" aria-label={told} className="h-auto w-full">
        <circle cx="200" cy="170" r={radius} fill="none" className="stroke-hair" strokeWidth="1.5" />
        {state === 'silence' ? (
          <circle cx="200" cy="170" r="46" className="fill-accent-soft stroke-accent" strokeWidth="1.25" />
        ) : null}
        {places.map((place) => (
          <g key={place.personId}>
            {place.holdsRing ? (
              <circle cx={place.x} cy={place.y} r="36" fill="none" className="stroke-relations" strokeWidth="3" />
            ) : null}
            <circle
              cx={place.x}
              cy={place.y}
              r="27"
              className={place.holdsRing ? 'fill-relations-soft stroke-relations' : 'fill-raised stroke-line'}
              strokeWidth="1.25"
            />
            <text x={place.x} y={place.y + 6} textAnchor="middle" className="fill-ink font-serif text-[17px]">
              {[...place.givenName][0]}
            </text>
            <text
              x={place.x}
              y={place.y + (place.holdsRing ? 55 : 47)}
              textAnchor="middle"
              className="fill-quiet text-[13px]"
            >
              {place.givenName}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}

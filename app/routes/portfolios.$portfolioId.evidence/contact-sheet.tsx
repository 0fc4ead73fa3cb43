import { Link } from '@remix-run/react'
import { PiecePicture } from '#app/components/evidence/piece-picture.tsx'
import { kindInWords } from '#domain/evidence/evidence-types.ts'
import { dayAndYear } from '#domain/when.ts'
import type { Place, SheetPiece } from '#server/evidence/read-evidence-sheet.ts'

type Sheet = { pieces: SheetPiece[]; order: 'place' | 'day'; places: Place[] }

/** Every sorted piece, by where it belongs or by the day it shows. */
export function ContactSheet({ pieces, order, places }: Sheet) {
  const groups = order === 'day' ? byDay(pieces) : byPlace(pieces, places)
  return (
    <section aria-labelledby="sheet">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id="sheet">Contact sheet</h2>
        <p className="flex gap-4 text-sm">
          <Order to="?by=place" words="By place" now={order === 'place'} />
          <Order to="?by=day" words="By day" now={order === 'day'} />
        </p>
      </div>
      {groups.map(({ title, pieces: group }) => (
        <div key={title} className="mt-6">
          <h3>{title}</h3>
          <ul className="mt-3 grid grid-cols-2 gap-x-4 gap-y-7 sm:grid-cols-3 lg:grid-cols-4 xl:grid-cols-5">
            {group.map((piece) => (
              <li key={piece.id} className="min-w-0">
                <Link to={`/evidence/${piece.id}`} className="group block text-ink no-underline">
                  <PiecePicture piece={piece} />
                  <span className="mt-2 block font-serif leading-snug underline decoration-hair underline-offset-4 group-hover:decoration-accent">
                    {piece.title || `A ${kindInWords[piece.kind]} without a title`}
                  </span>
                </Link>
                <p className="mt-1 text-sm text-quiet">
                  {order === 'day' ? (piece.place ?? 'No place yet') : dayAndYear(piece.day)}
                  {piece.by ? ` · ${piece.by}` : ''}
                </p>
                <p className={`mt-1 text-sm ${piece.state === 'ready' ? 'text-quiet' : 'text-care'}`}>
                  {piece.consentSentence}
                </p>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}

function Order({ to, words, now }: { to: string; words: string; now: boolean }) {
  return (
    <Link
      to={to}
      preventScrollReset
      aria-current={now ? 'true' : undefined}
      className={`inline-flex min-h-8 items-center ${now ? 'font-medium text-ink no-underline' : ''}`}
    >
      {words}
    </Link>
  )
}

type Group = { title: string; pieces: SheetPiece[] }

function byDay(pieces: SheetPiece[]): Group[] {
  const days = [...new Set(pieces.map(({ day }) => day))].sort().reverse()
  return days.map((day) => ({ title: dayAndYear(day), pieces: pieces.filter((piece) => piece.day === day) }))
}

function byPlace(pieces: SheetPiece[], places: Place[]): Group[] {
  const known = new Set(places.map(({ id }) => id))
  const severalSites = new Set(places.map(({ siteName }) => siteName)).size > 1
  const groups = places.map(({ id, name, siteName }) => ({
    title: severalSites ? `${name}, ${siteName}` : name,
    pieces: pieces.filter((one) => one.siteElementId === id),
  }))
  const rest = pieces.filter(({ siteElementId }) => !siteElementId || !known.has(siteElementId))
  return [...groups, { title: 'No place yet', pieces: rest }].filter((group) => group.pieces.length > 0)
}

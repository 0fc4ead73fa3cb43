import { Link } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { FacetShape } from '#app/components/facet.tsx'
import type { CeremonyName } from '#server/certificates/read-ceremony.ts'

const secondsAName = 4

/**
 * The names, one by one. Before scripts arrive, and for whom movement is unwelcome, the whole list stands below; the
 * stage only begins when somebody starts it.
 */
export function NameStage({ names }: { names: CeremonyName[] }) {
  const [at, setAt] = useState<number>()
  const [playing, setPlaying] = useState(false)
  const last = names.length - 1
  useEffect(() => {
    if (!playing || at === undefined) return
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    if (at >= last || still) {
      setPlaying(false)
      return
    }
    const timer = setTimeout(() => setAt(at + 1), secondsAName * 1000)
    return () => clearTimeout(timer)
  }, [at, playing, last])
  const shown = at === undefined ? undefined : names[at]
  const go = (to: number) => setAt(Math.max(0, Math.min(last, to)))
  return (
    <>
      <section
        aria-label="The names, one by one"
        className="grid min-h-[24rem] content-between justify-items-center gap-6 rounded-[14px] border border-hair bg-raised px-4 py-8 text-center sm:px-10"
      >
        <p className="flex gap-3" aria-hidden="true">
          <FacetShape facet="self" size={26} />
          <FacetShape facet="relations" size={26} />
          <FacetShape facet="wider" size={26} />
        </p>
        <div aria-live="polite" className="grid gap-3">
          {shown ? (
            <div key={at} className="grid gap-3 motion-safe:animate-[appear_900ms_ease-out]">
              <p
                className="font-serif text-[clamp(1.9rem,6vw,3.6rem)] leading-tight [overflow-wrap:anywhere]"
                lang={shown.nameLanguage ?? undefined}
                dir="auto"
              >
                {shown.name}
              </p>
              <p className="font-serif text-lg text-accent">
                {shown.awardTitle}
                {shown.commended ? <span className="italic text-quiet">, with commendation</span> : null}
              </p>
              {shown.teamName ? <p className="text-quiet">{shown.teamName}</p> : null}
              {shown.certificateId ? (
                <p>
                  <Link to={`/certificates/${shown.certificateId}`}>
                    {shown.own ? 'Open your certificate' : 'Open the certificate'}
                  </Link>
                </p>
              ) : null}
            </div>
          ) : (
            <p className="font-serif text-xl text-quiet">
              {names.length === 1 ? 'One name' : `${names.length} names`}, for the work that was done together.
            </p>
          )}
        </div>
        <div className="flex flex-wrap items-center justify-center gap-3">
          {at === undefined ? (
            <Button
              type="button"
              look="act"
              onClick={() => {
                setAt(0)
                setPlaying(true)
              }}
            >
              Begin
            </Button>
          ) : (
            <>
              <Button type="button" onClick={() => go(at - 1)} disabled={at === 0}>
                Back
              </Button>
              <Button type="button" onClick={() => setPlaying(!playing)} disabled={at === last && !playing}>
                {playing ? 'Pause' : 'Go on by itself'}
              </Button>
              <Button type="button" look="act" onClick={() => go(at + 1)} disabled={at === last}>
                Next name
              </Button>
            </>
          )}
        </div>
      </section>
      <section>
        <h2>Everybody</h2>
        <ol className="mt-3 grid gap-x-8 sm:grid-cols-2">
          {names.map((one) => (
            <li key={one.number} className="border-b border-hair py-2">
              <span className="font-serif text-lg" lang={one.nameLanguage ?? undefined} dir="auto">
                {one.certificateId ? <Link to={`/certificates/${one.certificateId}`}>{one.name}</Link> : one.name}
              </span>
              <span className="block text-sm text-quiet">
                {one.teamName}
                {one.commended ? ', with commendation' : ''}
              </span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import type { DifferenceView, Voice } from '#server/reviews/comparison-view.ts'

type Shown = { difference: DifferenceView; levelNames: string[]; maySettle: boolean }

/** One criterion on which the readers differ: both side by side, and settling it in place. */
export function Difference({ difference, levelNames, maySettle }: Shown) {
  const { key, title, voices, proposal } = difference
  return (
    <section id={key} aria-labelledby={`${key}-title`} className="scroll-mt-6 border-t border-hair pt-5">
      <h2 id={`${key}-title`}>
        <span className="mr-2 font-sans text-base font-normal text-quiet">{key}</span>
        {title}
      </h2>
      <div className="mt-4 grid gap-x-8 gap-y-5 md:grid-cols-2">
        {voices.map((voice) => (
          <VoiceOf key={voice.reviewId} voice={voice} levelNames={levelNames} descriptors={difference.descriptors} />
        ))}
      </div>
      {proposal?.agreed ? (
        <p className="mt-5 border-l-2 border-accent pl-4">
          Settled: <strong className="font-semibold">{levelNames[proposal.level - 1]}</strong>.{' '}
          <span className="font-serif">{proposal.sentence}</span>
        </p>
      ) : (
        <Settle difference={difference} levelNames={levelNames} maySettle={maySettle} />
      )}
    </section>
  )
}

function VoiceOf({ voice, levelNames, descriptors }: { voice: Voice; levelNames: string[]; descriptors: string[] }) {
  return (
    <div className="min-w-0">
      <p className="text-sm text-quiet">{voice.isMine ? 'You' : voice.name}</p>
      <h3 className="mt-0.5">{voice.level ? `${voice.level} ${levelNames[voice.level - 1]}` : 'Cannot be judged'}</h3>
      {voice.level ? <p className="text-sm text-quiet">{descriptors[voice.level - 1]}</p> : null}
      <p className="mt-2 font-serif">{voice.cannotJudge ?? voice.sentence}</p>
      {voice.citations.length > 0 ? (
        <ul className="mt-2 grid gap-1.5 border-l-2 border-hair pl-3 font-serif text-quiet italic">
          {voice.citations.map((citation) => (
            <li key={citation.id}>
              “{citation.quote.length > 220 ? `${citation.quote.slice(0, 219)}…` : citation.quote}”
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function Settle({ difference, levelNames, maySettle }: Shown) {
  const { key, proposal, voices, descriptors } = difference
  if (!maySettle) {
    return proposal ? (
      <p className="mt-5 text-quiet">
        {proposal.byName} proposes {levelNames[proposal.level - 1]}; not agreed yet.
      </p>
    ) : (
      <p className="mt-5 text-quiet">Nobody has proposed a level yet.</p>
    )
  }
  return (
    <div className="mt-5 grid gap-4 rounded-[10px] bg-sunk p-4">
      {proposal ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="max-w-[52ch]">
            {proposal.isMine ? 'You propose' : `${proposal.byName} proposes`}{' '}
            <strong className="font-semibold">{levelNames[proposal.level - 1]}</strong>:{' '}
            <span className="font-serif">{proposal.sentence}</span>
          </p>
          {proposal.isMine ? (
            <p className="text-sm text-quiet">Waiting for the other reader.</p>
          ) : (
            <Form method="post">
              <input type="hidden" name="act" value="agree" />
              <input type="hidden" name="criterion" value={key} />
              <input type="hidden" name="level" value={proposal.level} />
              <Button look="act">Agree on {levelNames[proposal.level - 1]}</Button>
            </Form>
          )}
        </div>
      ) : null}
      <details open={!proposal}>
        <summary className="min-h-8 font-medium">
          {proposal ? 'Propose another level' : 'Propose the level you could both stand by'}
        </summary>
        <Form method="post" className="mt-3 grid gap-3">
          <input type="hidden" name="act" value="propose" />
          <input type="hidden" name="criterion" value={key} />
          <fieldset className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
            <legend className="sr-only">Level</legend>
            {levelNames.map((name, index) => (
              <label key={name} className="flex gap-3 py-1.5">
                <input
                  type="radio"
                  name="level"
                  value={index + 1}
                  required
                  defaultChecked={proposal?.level === index + 1}
                  className="mt-1 accent-accent"
                />
                <span>
                  {index + 1} {name}
                  <span className="block text-sm text-quiet">{descriptors[index]}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <label className="grid gap-1 text-sm font-medium">
            One sentence for the team
            <textarea
              name="sentence"
              required
              rows={2}
              maxLength={1000}
              defaultValue={proposal?.sentence ?? voices.find((voice) => voice.isMine)?.sentence ?? ''}
              className="rounded-[8px] border border-line bg-raised px-3 py-2 font-serif text-base font-normal"
            />
          </label>
          <div>
            <Button>Propose</Button>
          </div>
        </Form>
      </details>
    </div>
  )
}

import { type FormEvent, useEffect, useRef } from 'react'
import { Button } from '#app/components/button.tsx'
import type { CriterionView } from '#server/reviews/review-sheet.ts'
import { shorten } from './margin-notes.tsx'
import type { SheetRoom } from './use-sheet.ts'

type Card = {
  criterion: CriterionView
  levelNames: string[]
  open: boolean
  onOpen: () => void
  writing: boolean
  send: SheetRoom['send']
  onShow: (entryId: string, blockId: string) => void
}

const pause = 700
const field = 'w-full rounded-[8px] border border-line bg-raised px-3 py-2 text-base'

/** One criterion: its four descriptors, the passages cited for it, one sentence. Works as a plain form, too. */
export function CriterionCard({ criterion, levelNames, open, onOpen, writing, send, onShow }: Card) {
  const { key, title, level, citations, carried } = criterion
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const keep = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (form.current) void send(new FormData(form.current))
  }
  const soon = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(keep, pause)
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    keep()
  }
  const uncite = (citationId: string) => {
    const taken = new FormData()
    taken.set('act', 'uncite')
    taken.set('citationId', citationId)
    void send(taken)
  }
  return (
    <details
      id={key}
      name="criterion"
      open={open}
      onToggle={(event) => event.currentTarget.open && onOpen()}
      className="group scroll-mt-4 border-b border-hair"
    >
      <summary className="grid grid-cols-[2.4rem_1fr] gap-x-1 py-2.5 marker:content-none hover:text-accent">
        <span className="text-quiet">{key}</span>
        <span className="font-medium">{title}</span>
        <span className="col-start-2 text-sm text-quiet">{stateOf(criterion, levelNames)}</span>
      </summary>
      {carried ? (
        <p className="pb-4 text-sm">
          {levelNames[carried.level - 1]} stands from the submission before: “{carried.sentence}” It is not scored
          again.
        </p>
      ) : (
        <form
          ref={form}
          method="post"
          onSubmit={submit}
          onInput={(event) => (event.target instanceof HTMLTextAreaElement ? soon() : keep())}
          onBlur={() => timer.current && keep()}
          className="grid gap-4 pb-5"
        >
          <input type="hidden" name="act" value="score" />
          <input type="hidden" name="criterion" value={key} />
          <fieldset disabled={!writing}>
            <legend className="sr-only">Level for {title}</legend>
            <div className="grid gap-1">
              {criterion.descriptors.map((descriptor, index) => (
                <label
                  key={levelNames[index]}
                  className="grid cursor-pointer grid-cols-[auto_1fr] gap-x-3 rounded-[8px] border border-transparent px-2.5 py-2 has-checked:border-accent has-checked:bg-accent-soft hover:border-hair"
                >
                  <input
                    type="radio"
                    name="level"
                    value={index + 1}
                    defaultChecked={level === index + 1}
                    className="mt-1 accent-accent"
                  />
                  <span>
                    <span className="text-sm font-medium">
                      {index + 1} {levelNames[index]}
                    </span>
                    <span className="block font-serif leading-snug">{descriptor}</span>
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <div>
            <p className="text-sm font-medium">Passages it rests on</p>
            {citations.length === 0 ? (
              <p className="text-sm text-quiet">
                {writing ? 'Select words, a picture or a part of a diagram, and cite it here.' : 'None.'}
              </p>
            ) : (
              <ul className="mt-1 grid gap-1.5">
                {citations.map((citation) => (
                  <li key={citation.id} className="flex items-baseline justify-between gap-3 text-sm">
                    <a
                      href={`#entry-${citation.entryId}`}
                      className="font-serif italic"
                      onClick={(event) => {
                        event.preventDefault()
                        onShow(citation.entryId, citation.blockId)
                      }}
                    >
                      “{shorten(citation.quote, 100)}”
                    </a>
                    {writing ? (
                      <Button look="quiet" type="button" onClick={() => uncite(citation.id)}>
                        Take back<span className="sr-only"> {shorten(citation.quote, 40)}</span>
                      </Button>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </div>
          <label className="grid gap-1 text-sm font-medium">
            One sentence
            <textarea
              name="sentence"
              defaultValue={criterion.sentence}
              readOnly={!writing}
              rows={2}
              maxLength={1000}
              className={`${field} font-normal`}
            />
          </label>
          <details open={criterion.cannotJudge !== null} className="text-sm">
            <summary className="py-1 text-quiet">I cannot judge this</summary>
            <label className="mt-1 flex items-center gap-2">
              <input
                type="checkbox"
                name="cannot"
                defaultChecked={criterion.cannotJudge !== null}
                disabled={!writing}
                className="size-5 accent-accent"
              />
              It cannot be judged from what is here
            </label>
            <label className="mt-2 grid gap-1">
              Because
              <textarea
                name="cannotJudge"
                defaultValue={criterion.cannotJudge ?? ''}
                readOnly={!writing}
                rows={2}
                className={field}
              />
            </label>
          </details>
          {writing ? (
            <noscript>
              <Button>Keep {key}</Button>
            </noscript>
          ) : null}
        </form>
      )}
    </details>
  )
}

function stateOf({ level, citations, carried, cannotJudge, missing }: CriterionView, levelNames: string[]): string {
  if (carried) return `${levelNames[carried.level - 1]}, carried`
  if (cannotJudge !== null) return 'Cannot be judged'
  const cited = citations.length === 1 ? '1 passage' : `${citations.length} passages`
  if (level === null) return citations.length > 0 ? `No level yet, ${cited}` : 'Not begun'
  return missing ? `${levelNames[level - 1]}, ${cited}; not complete yet` : `${levelNames[level - 1]}, ${cited}`
}

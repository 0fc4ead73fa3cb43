import { useEffect, useRef } from 'react'
import { Button } from '#app/components/button.tsx'
import type { ReviewSheet } from '#server/reviews/review-sheet.ts'
import type { SheetRoom } from './use-sheet.ts'

const questions = [
  ['noticed', 'We noticed', 'Two sentences about what is there.', 3],
  ['moved', 'It moved us that', 'One sentence.', 2],
  ['wonder', 'We wonder', 'One or two questions.', 3],
] as const
const field = 'w-full rounded-[8px] border border-line bg-raised px-3 py-2 font-serif text-base'

/** The words that the team reads first. Steps to "Established" are asked for only where a level is below it. */
export function FeedbackForm({
  sheet,
  writing,
  send,
}: {
  sheet: ReviewSheet
  writing: boolean
  send: SheetRoom['send']
}) {
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  const keep = () => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (form.current) void send(new FormData(form.current))
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const below = sheet.criteria.filter((one) => !one.carried && one.level !== null && one.level < 3)
  return (
    <form
      ref={form}
      method="post"
      onSubmit={(event) => {
        event.preventDefault()
        keep()
      }}
      onInput={() => {
        clearTimeout(timer.current)
        timer.current = setTimeout(keep, 700)
      }}
      onBlur={() => timer.current && keep()}
      className="grid gap-4"
    >
      <input type="hidden" name="act" value="feedback" />
      {questions.map(([name, title, hint, rows]) => (
        <label key={name} className="grid gap-1">
          <span className="font-medium">{title}</span>
          <span className="text-sm text-quiet">{hint}</span>
          <textarea name={name} rows={rows} defaultValue={sheet.feedback[name]} readOnly={!writing} className={field} />
        </label>
      ))}
      {below.map((criterion) => (
        <label key={criterion.key} className="grid gap-1">
          <span className="font-medium">To reach Established: {criterion.title}</span>
          <textarea
            name={`toReach-${criterion.key}`}
            rows={2}
            defaultValue={sheet.feedback.toReach[criterion.key] ?? ''}
            readOnly={!writing}
            placeholder="One concrete step"
            className={field}
          />
        </label>
      ))}
      {writing ? (
        <noscript>
          <Button>Keep these words</Button>
        </noscript>
      ) : null}
    </form>
  )
}

import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { Notice } from '#app/components/notice.tsx'
import type { ReviewSheet } from '#server/reviews/review-sheet.ts'

/** What is still open, each point with its place; then handing in. After it: the sum, which was hidden until now. */
export function HandIn({
  sheet,
  writing,
  onGo,
}: {
  sheet: ReviewSheet
  writing: boolean
  onGo: (criterion: string) => void
}) {
  if (sheet.result) {
    return (
      <Notice>
        <p>{sheet.result.words}</p>
      </Notice>
    )
  }
  if (!writing) return null
  const { obstacles } = sheet
  return (
    <div className="grid gap-3">
      {obstacles.length > 0 ? (
        <>
          <p>Before you hand in:</p>
          <ul className="list-disc pl-5 text-sm">
            {obstacles.map((obstacle) => (
              <li key={obstacle.sentence} className="py-0.5">
                {obstacle.criterion ? (
                  <a href={`#${obstacle.criterion}`} onClick={() => onGo(obstacle.criterion!)}>
                    {obstacle.sentence}
                  </a>
                ) : (
                  <a href="#words-to-the-team">{obstacle.sentence}</a>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>Everything has its level, its passage and its sentence.</p>
      )}
      <p className="text-sm text-quiet">
        Handed in, a review stays as it is. The sum of your levels shows then, not before.
      </p>
      <Form method="post">
        <input type="hidden" name="act" value="hand-in" />
        <Button look={obstacles.length === 0 ? 'act' : 'plain'}>Hand in the review</Button>
      </Form>
    </div>
  )
}

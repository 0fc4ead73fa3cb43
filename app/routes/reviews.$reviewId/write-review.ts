import { fieldText, type PersonActor } from '#app/http/signed-in.ts'
import type { Region } from '#domain/review/quote.ts'
import type { AppContext } from '#server/context.ts'
import { Refusal } from '#server/errors.ts'
import type { AnchorInput } from '#server/reviews/anchor-on-snapshot.ts'
import { annotateSnapshot } from '#server/reviews/annotate-snapshot.ts'
import { citePassage } from '#server/reviews/cite-passage.ts'
import { type ReviewSheet, readOwnSheet } from '#server/reviews/review-sheet.ts'
import { scoreCriterion } from '#server/reviews/score-criterion.ts'
import { uncitePassage } from '#server/reviews/uncite-passage.ts'
import { withdrawAnnotation } from '#server/reviews/withdraw-annotation.ts'
import { writeFeedback } from '#server/reviews/write-feedback.ts'

const wholeNumber = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : null)

function anchorOf(form: FormData): AnchorInput {
  const region = fieldText(form, 'region')
  return {
    entryId: fieldText(form, 'entryId'),
    blockId: fieldText(form, 'blockId'),
    partId: fieldText(form, 'partId') || null,
    start: wholeNumber(fieldText(form, 'start')),
    end: wholeNumber(fieldText(form, 'end')),
    // Not trimmed: the quote is held against the very characters of the page.
    quote: String(form.get('quote') ?? '').replaceAll('\r\n', '\n'),
    region: region ? (region.split(',').map(Number) as Region) : null,
  }
}

function stepsOf(form: FormData): Record<string, string> {
  const steps = [...form.entries()].filter(([name]) => name.startsWith('toReach-'))
  return Object.fromEntries(steps.map(([name, words]) => [name.slice('toReach-'.length), String(words)]))
}

/** One act of the reviewer on their own sheet, from a form. @returns the sheet as it stands afterwards. */
export async function writeReview(
  context: AppContext,
  actor: PersonActor,
  reviewId: string,
  form: FormData,
): Promise<ReviewSheet> {
  const criterion = fieldText(form, 'criterion')
  const act = fieldText(form, 'act')
  if (act === 'score') {
    const cannot = form.has('cannot')
    await scoreCriterion(context, actor, {
      reviewId,
      criterion,
      level: wholeNumber(fieldText(form, 'level')),
      sentence: fieldText(form, 'sentence'),
      cannotJudge: cannot ? fieldText(form, 'cannotJudge') : null,
    })
  } else if (act === 'cite') await citePassage(context, actor, { reviewId, criterion, anchor: anchorOf(form) })
  else if (act === 'uncite') {
    await uncitePassage(context, actor, { reviewId, citationId: fieldText(form, 'citationId') })
  } else if (act === 'annotate') {
    const audience = fieldText(form, 'audience') === 'reviewers' ? 'reviewers' : 'team'
    await annotateSnapshot(context, actor, {
      reviewId,
      anchor: anchorOf(form),
      words: fieldText(form, 'words'),
      audience,
    })
  } else if (act === 'withdraw-note') {
    await withdrawAnnotation(context, actor, { reviewId, annotationId: fieldText(form, 'annotationId') })
  } else if (act === 'feedback') {
    const [noticed, moved, wonder] = ['noticed', 'moved', 'wonder'].map((name) => fieldText(form, name))
    await writeFeedback(context, actor, { reviewId, feedback: { noticed, moved, wonder, toReach: stepsOf(form) } })
  } else throw new Refusal('malformed', 'This act is not known here. Load the page again.')
  return readOwnSheet(context, actor, reviewId)
}

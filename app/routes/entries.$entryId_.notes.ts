import { redirect } from '@remix-run/node'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import { annotateDraft } from '#server/reviews/annotate-draft.ts'
import { readDraftNotes } from '#server/reviews/draft-notes.ts'
import { replyToAnnotation } from '#server/reviews/reply-to-annotation.ts'
import { resolveAnnotation } from '#server/reviews/resolve-annotation.ts'

export const loader = signedIn(async ({ actor, context, params }) => ({
  margin: await readDraftNotes(context, actor, params.entryId!),
}))

const wholeNumber = (text: string): number | null => (/^\d+$/.test(text) ? Number(text) : null)

/** Notes in the margin of a living draft: written by mentors and coach, answered and settled by the team. */
export const action = signedIn(async ({ actor, context, params, form }) => {
  const entryId = params.entryId!
  const annotationId = fieldText(form, 'annotationId')
  const words = fieldText(form, 'words')
  const act = fieldText(form, 'act')
  if (act === 'resolve') await resolveAnnotation(context, actor, annotationId)
  else if (act === 'reply') await replyToAnnotation(context, actor, { annotationId, words })
  else {
    const quote = String(form.get('quote') ?? '').replaceAll('\r\n', '\n')
    const [start, end] = [wholeNumber(fieldText(form, 'start')), wholeNumber(fieldText(form, 'end'))]
    // A choice from the list names a part of a diagram behind its block: `block part`.
    const [blockId = '', partId = null] = fieldText(form, 'blockId').split(' ')
    const anchor = { entryId, blockId, partId, start, end, quote }
    await annotateDraft(context, actor, { anchor, words })
  }
  throw redirect(`/entries/${entryId}#notes`)
})

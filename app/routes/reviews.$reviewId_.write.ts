import { signedInApi } from '#app/http/signed-in.ts'
import { writeReview } from './reviews.$reviewId/write-review.ts'

/** The room's acts as JSON, so that autosave can fail and try again without leaving the page. */
export const action = signedInApi(async ({ actor, context, params, form }) => ({
  sheet: await writeReview(context, actor, params.reviewId!, form),
}))

import { anyone } from '#app/http/signed-in.ts'
import { readStoryPicture } from '#server/stories/read-story.ts'

/** A picture of a published story. */
export const loader = anyone(async ({ actor, context, params }) => {
  const { body, mediaType } = await readStoryPicture(context, actor, {
    portfolioId: params.portfolioId!,
    evidenceId: params.evidenceId!,
  })
  return new Response(body as BodyInit, {
    headers: { 'Content-Type': mediaType, 'Cache-Control': 'private, no-store' },
  })
})

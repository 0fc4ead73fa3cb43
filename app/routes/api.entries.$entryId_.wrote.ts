import { signedInApi } from '#app/http/signed-in.ts'
import { readWhoWrote } from '#server/versions/read-who-wrote.ts'

/** Who wrote the words of one block: `?block=<its id>`. */
export const loader = signedInApi(({ actor, context, params, url }) =>
  readWhoWrote(context, actor, { entryId: params.entryId!, block: url.searchParams.get('block') ?? '' }),
)

import { findPerson } from '#db/queries/people.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'
import { isRefusal } from '../errors.ts'
import { previewName } from './preview-name.ts'

export type OwnName = { name: string; language: string | null; confirmedAt: string | null; picture: string | null }

/** One's own name for certificates, as confirmed or as the account has it, and how it looks if it can be drawn. */
export async function readOwnName(
  context: Pick<AppContext, 'db'>,
  actor: Extract<Actor, { kind: 'person' }>,
): Promise<OwnName> {
  const person = await findPerson(context.db, actor.personId)
  const name = person?.certificateName ?? person?.displayName ?? actor.name
  const language = person?.certificateNameLanguage ?? null
  const picture = await previewName({ name, language: language ?? '' }).then(
    (preview) => preview.picture,
    (error) => {
      if (isRefusal(error)) return null
      throw error
    },
  )
  return { name, language, confirmedAt: person?.certificateNameConfirmedAt ?? null, picture }
}

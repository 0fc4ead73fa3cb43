import { signedInApi } from '#app/http/signed-in.ts'

/** Who I am and which roles I hold. */
export const loader = signedInApi(async ({ actor }) => ({
  id: actor.personId,
  name: actor.name,
  roles: actor.hats.map((hat) => ({ ...hat })),
}))

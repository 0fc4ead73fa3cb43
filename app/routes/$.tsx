import { anyone } from '#app/http/signed-in.ts'
import { notFound } from '#server/errors.ts'

/** Any address that no room answers to. */
export const loader = anyone(() => {
  throw notFound()
})
export const action = anyone(() => {
  throw notFound()
})

export default function Nowhere() {
  return null
}

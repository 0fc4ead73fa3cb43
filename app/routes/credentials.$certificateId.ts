import { redirect } from '@remix-run/node'
import { anyone } from '#app/http/signed-in.ts'

/** People who follow a record's address see the page. */
export const loader = anyone(({ params }) => redirect(`/verify/${encodeURIComponent(params.certificateId ?? '')}`))

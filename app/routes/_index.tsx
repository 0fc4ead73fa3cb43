import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '#app/components/button.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { anyone } from '#app/http/signed-in.ts'

export const loader = anyone(({ actor, context }) => {
  if (actor.kind === 'person') throw redirect('/home')
  return { demo: context.config.demo }
})

export default function Front() {
  const { demo } = useLoaderData<typeof loader>()
  return (
    <PageFrame
      title="The work of changing a school, written down together"
      lede="A core team of two to five people keeps one portfolio about its site: what it sees, what lies beneath, what it tries, what shifts. Masters of the practice read it with care. Every member of a certified team receives a certificate that anybody can check."
    >
      <p className="flex flex-wrap gap-3">
        <LinkButton look="act" to="/sign-in">
          {demo ? 'Walk through the demo' : 'Sign in'}
        </LinkButton>
      </p>
    </PageFrame>
  )
}

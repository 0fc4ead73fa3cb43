import { type LinksFunction, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { RefusalNotice, type RefusalWords } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { fieldText, signedIn } from '#app/http/signed-in.ts'
import pageStyles from '#app/styles/page.css?url'
import { dayAndYear } from '#domain/when.ts'
import { handInReview } from '#server/reviews/hand-in-review.ts'
import { openReview } from '#server/reviews/open-review.ts'
import { readReviewRoom } from '#server/reviews/review-room.ts'
import roomStyles from './review-room.css?url'
import { ReviewRoom } from './review-room.tsx'
import { writeReview } from './write-review.ts'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: pageStyles },
  { rel: 'stylesheet', href: roomStyles },
]

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.room.teamName ?? 'A portfolio'}, review · Fieldfolio` },
]

export const loader = signedIn(async ({ actor, context, params }) => ({
  room: await readReviewRoom(context, actor, params.reviewId!),
}))

export const action = signedIn(async ({ actor, context, params, form }) => {
  const reviewId = params.reviewId!
  const act = fieldText(form, 'act')
  if (act === 'open') await openReview(context, actor, reviewId)
  else if (act === 'hand-in') await handInReview(context, actor, reviewId)
  else await writeReview(context, actor, reviewId, form)
  throw redirect(`/reviews/${reviewId}`)
})

export default function ReviewRoomPage() {
  const { room } = useLoaderData<typeof loader>()
  const result = useActionData<typeof action>() as { refusal?: RefusalWords } | undefined
  const received = dayAndYear(room.submittedAt.slice(0, 10))
  return (
    <PageFrame
      width="wide"
      title={room.teamName}
      above={<Link to="/reviews">Your desk</Link>}
      lede={
        <p>
          Submission {room.number}, received on {received}. {room.progress}
        </p>
      }
    >
      <RefusalNotice refusal={result?.refusal} />
      {room.state === 'assigned' ? <Invitation room={room} /> : <ReviewRoom room={room} />}
      {room.state === 'compared' || room.state === 'released' ? (
        <p className="mt-8">
          <Link to={`/submissions/${room.submissionId}/comparison`}>See both reviews side by side</Link>
        </p>
      ) : null}
    </PageFrame>
  )
}

function Invitation({ room }: { room: { teamName: string; cohortName: string } }) {
  return (
    <div className="max-w-[64ch]">
      <p className="font-serif text-lg">
        You are asked to read the portfolio of {room.teamName} for {room.cohortName}, and to say for each criterion what
        you see in it. Most readers need about an hour; what you write is kept as you go, so you can stop at any time.
      </p>
      <p className="mt-3 text-quiet">
        From the moment you open it, the team can no longer withdraw. You and the other reader work apart: neither sees
        the other’s levels until both are in.
      </p>
      <Form method="post" className="mt-6">
        <input type="hidden" name="act" value="open" />
        <Button look="act">Open the portfolio</Button>
      </Form>
    </div>
  )
}

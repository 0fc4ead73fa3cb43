import type { MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '#app/components/notice.tsx'
import { PageFrame } from '#app/components/page-frame.tsx'
import { signedIn } from '#app/http/signed-in.ts'
import { readKeptMail } from '#server/notifications/read-kept-mail.ts'

export const meta: MetaFunction = () => [{ title: 'Kept mail · Fieldfolio' }]

export const loader = signedIn(async ({ actor, context }) => ({ messages: await readKeptMail(context, actor) }))

export default function Mail() {
  const { messages } = useLoaderData<typeof loader>()
  return (
    <PageFrame
      title="Kept mail"
      lede="No mail server is set up, so messages wait here instead of leaving. Seen by program staff."
    >
      {messages.length === 0 ? (
        <Empty title="Nothing was sent yet">Ask for a sign-in link, and its message appears here.</Empty>
      ) : null}
      <ol className="grid max-w-[46rem] gap-4">
        {messages.map((message) => (
          <li key={message.id} className="rounded-[10px] border border-hair bg-raised px-5 py-4">
            <h2 className="text-lg">{message.subject}</h2>
            <p className="text-sm text-quiet">
              To {message.toName} &lt;{message.to}&gt;, {message.at.slice(0, 16).replace('T', ' ')}
            </p>
            <p className="mt-2 whitespace-pre-line break-words">{message.text}</p>
          </li>
        ))}
      </ol>
    </PageFrame>
  )
}

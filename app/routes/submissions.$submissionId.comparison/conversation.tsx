import { Form } from '@remix-run/react'
import { Button } from '#app/components/button.tsx'
import { TextArea } from '#app/components/field.tsx'
import { VisibleTo } from '#app/components/visible-to.tsx'
import { dayAndYear } from '#domain/when.ts'
import type { ComparisonView } from '#server/reviews/comparison-view.ts'

/** The panel's conversation about what differs. */
export function Conversation({ messages, mayTalk }: Pick<ComparisonView, 'messages' | 'mayTalk'>) {
  if (messages.length === 0 && !mayTalk) return null
  return (
    <section id="conversation" className="scroll-mt-6 border-t border-hair pt-5">
      <h2>Conversation</h2>
      <div className="mt-1">
        <VisibleTo who="the reviewers and program staff, never the team" />
      </div>
      <ul className="mt-4 grid max-w-[64ch] gap-4">
        {messages.map((message) => (
          <li key={message.id}>
            <p className="text-sm text-quiet">
              {message.isMine ? 'You' : message.authorName}, {dayAndYear(message.createdAt.slice(0, 10))}
            </p>
            <p className="font-serif whitespace-pre-line">{message.words}</p>
          </li>
        ))}
      </ul>
      {mayTalk ? (
        <Form method="post" className="mt-4 grid max-w-[64ch] gap-3" key={messages.length}>
          <input type="hidden" name="act" value="say" />
          <TextArea label="Say something to the other readers" name="words" required rows={3} />
          <div>
            <Button>Send</Button>
          </div>
        </Form>
      ) : null}
    </section>
  )
}

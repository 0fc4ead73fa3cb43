import { useState } from 'react'
import type * as Y from 'yjs'
import { SharedText } from './shared-text.tsx'
import type { ToolSession } from './tool-session.ts'

type Props = { session: ToolSession; shared: Y.Text | undefined; answer: string; most: number; placeholder: string }

/** A chip that asks how we know; pressed, or once there is an answer, it is the field for it. */
export function HowWeKnow({ session, shared, answer, most, placeholder }: Props) {
  const [asked, setAsked] = useState(false)
  if (!answer && !asked)
    return (
      <button type="button" className="tool-chip" onClick={() => setAsked(true)}>
        How do we know?
      </button>
    )
  return (
    <SharedText
      session={session}
      shared={shared}
      label="How do we know?"
      most={most}
      placeholder={placeholder}
      autoFocus={asked}
    />
  )
}

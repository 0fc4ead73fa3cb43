import { useId } from 'react'
import { setField } from '#domain/blocks/edit-tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import type { ToolSession } from './tool-session.ts'

/** The day of which the picture speaks; change over time shows when two dated pictures stand side by side. */
export function DayField({ session, state }: { session: ToolSession; state: ToolState }) {
  const id = useId()
  return (
    <div className="tool-field tool-field-short">
      <label htmlFor={id}>Date of this view</label>
      <input
        id={id}
        type="date"
        value={String(state.dateOfView ?? '')}
        onChange={(event) => setField(session, 'dateOfView', event.currentTarget.value)}
      />
    </div>
  )
}

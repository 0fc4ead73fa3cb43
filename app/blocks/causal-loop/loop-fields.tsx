import { causalLoopShape } from '#domain/blocks/causal-loop/causal-loop.ts'
import type { Loop } from '#domain/blocks/causal-loop/find-loops.ts'
import { traceLoop } from '#domain/blocks/causal-loop/tell-loop.ts'
import { addItem, itemText } from '#domain/blocks/edit-tool.ts'
import { SharedText } from '../shared-text.tsx'
import type { ToolSession } from '../tool-session.ts'

/** A found loop, told; people give it a name and say what it is like to be in it. */
export function LoopFields({ session, loop, autoFocus }: { session: ToolSession; loop: Loop; autoFocus?: boolean }) {
  const { name, story } = causalLoopShape.parts.loops.fields
  const note = loop.note
  return (
    <>
      <p className="tool-loop-told">
        <strong>
          {loop.label} {loop.kind}.
        </strong>{' '}
        {traceLoop(loop)} {loop.kind === 'reinforcing' ? 'The loop feeds itself.' : 'The loop steadies itself.'}
      </p>
      {note ? (
        <>
          <SharedText
            session={session}
            shared={itemText(session, 'loops', note.id, 'name')}
            label="What we call it"
            most={name.most}
            placeholder="the squeeze"
            autoFocus={autoFocus}
          />
          <SharedText
            session={session}
            shared={itemText(session, 'loops', note.id, 'story')}
            label="Its story, in our words"
            most={story.most}
            long
          />
        </>
      ) : (
        <button
          type="button"
          className="tool-chip"
          onClick={() => addItem(session, 'loops', { id: session.newId(), linkIds: loop.links.map((link) => link.id) })}
        >
          Give {loop.label} a name
        </button>
      )}
    </>
  )
}

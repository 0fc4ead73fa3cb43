import { useId } from 'react'
import { type CausalLink, type CausalLoopState, causalLoopShape } from '#domain/blocks/causal-loop/causal-loop.ts'
import { nameOf } from '#domain/blocks/causal-loop/tell-loop.ts'
import { itemText, setItemFields } from '#domain/blocks/edit-tool.ts'
import { HowWeKnow } from '../how-we-know.tsx'
import type { ToolSession } from '../tool-session.ts'

type Props = { session: ToolSession; diagram: CausalLoopState; link: CausalLink }

/** A link as a sentence whose words can be changed. */
export function LinkFields({ session, diagram, link }: Props) {
  const id = useId()
  const set = (values: Partial<CausalLink>) => setItemFields(session, 'links', link.id, values)
  const end = (which: 'from' | 'to', label: string) => (
    <select aria-label={label} value={link[which]} onChange={(event) => set({ [which]: event.currentTarget.value })}>
      {diagram.vars
        .filter((variable) => variable.id !== link[which === 'from' ? 'to' : 'from'])
        .map((variable) => (
          <option key={variable.id} value={variable.id}>
            {nameOf(variable)}
          </option>
        ))}
    </select>
  )
  return (
    <>
      <div className="tool-sentence">
        {end('from', 'From')}
        <span>makes</span>
        {end('to', 'To')}
        <span>go</span>
        <select
          aria-label="In which direction"
          value={link.sign}
          onChange={(event) => set({ sign: event.currentTarget.value as '+' | '-' })}
        >
          <option value="+">more (+)</option>
          <option value="-">less (−)</option>
        </select>
        <label className="tool-check" htmlFor={`${id}-delay`}>
          <input
            id={`${id}-delay`}
            type="checkbox"
            checked={link.delay}
            onChange={(event) => set({ delay: event.currentTarget.checked })}
          />
          after a delay
        </label>
      </div>
      <HowWeKnow
        session={session}
        shared={itemText(session, 'links', link.id, 'howWeKnow')}
        answer={link.howWeKnow}
        most={causalLoopShape.parts.links.fields.howWeKnow.most}
        placeholder="six staff said so in the circle of 9 February"
      />
    </>
  )
}

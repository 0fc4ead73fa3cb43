import { useId } from 'react'
import { type CausalLoopState, causalLoopShape, type Variable } from '#domain/blocks/causal-loop/causal-loop.ts'
import { variableHint } from '#domain/blocks/causal-loop/variable-hint.ts'
import { itemText } from '#domain/blocks/edit-tool.ts'
import { SharedText } from '../shared-text.tsx'
import type { ToolSession } from '../tool-session.ts'
import { placeVariable } from './causal-loop-acts.ts'

type Props = {
  session: ToolSession
  diagram: CausalLoopState
  variable: Variable
  autoFocus: boolean
  onNext?: () => void
}

export function VariableFields({ session, variable, autoFocus, onNext }: Props) {
  const hint = variableHint(variable.name)
  return (
    <>
      <SharedText
        session={session}
        shared={itemText(session, 'vars', variable.id, 'name')}
        label="Name of this variable"
        labelHidden
        most={causalLoopShape.parts.vars.fields.name.most}
        placeholder="something that can rise or fall"
        autoFocus={autoFocus}
        onEnter={onNext}
      />
      {hint ? <p className="tool-hint">{hint}</p> : null}
    </>
  )
}

/** Where the variable stands, by form: what dragging does. */
export function VariablePlace({ session, diagram, variable }: Omit<Props, 'autoFocus'>) {
  const id = useId()
  const place = { x: variable.x ?? 500, y: variable.y ?? 500 }
  const slider = (axis: 'x' | 'y', label: string) => (
    <div className="tool-field tool-field-short">
      <label htmlFor={`${id}-${axis}`}>{label}</label>
      <input
        id={`${id}-${axis}`}
        type="range"
        min={0}
        max={1000}
        step={25}
        value={place[axis]}
        onChange={(event) =>
          placeVariable(session, diagram, variable.id, { ...place, [axis]: Number(event.currentTarget.value) })
        }
      />
    </div>
  )
  return (
    <div className="tool-row-place">
      {slider('x', 'From left to right')}
      {slider('y', 'From top to bottom')}
    </div>
  )
}

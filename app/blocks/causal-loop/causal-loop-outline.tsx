/** The causal loop diagram as an outline: variables, links as sentences, and the loops that they close. */
import { causalLoopShape } from '#domain/blocks/causal-loop/causal-loop.ts'
import { findLoops } from '#domain/blocks/causal-loop/find-loops.ts'
import { fieldText, removeItem } from '#domain/blocks/edit-tool.ts'
import { DayField } from '../day-field.tsx'
import { PartRow } from '../part-row.tsx'
import { SharedText } from '../shared-text.tsx'
import type { PartProps } from '../tool-parts.ts'
import { addVariable, causalLoopOf, removeVariable } from './causal-loop-acts.ts'
import { LinkFields } from './link-fields.tsx'
import { LoopFields } from './loop-fields.tsx'
import { SentenceBuilder } from './sentence-builder.tsx'
import { VariableFields, VariablePlace } from './variable-fields.tsx'

export function CausalLoopHead({ session, state }: PartProps) {
  return (
    <div className="tool-head">
      <SharedText
        session={session}
        shared={fieldText(session, 'title')}
        label="What this picture is about"
        most={causalLoopShape.parts.title.most}
        placeholder="Why Mondays are so hard"
      />
      <DayField session={session} state={state} />
    </div>
  )
}

export function CausalLoopOutline(props: PartProps) {
  return (
    <div className="tool-outline">
      <Variables {...props} />
      <Links {...props} />
      <Loops {...props} />
    </div>
  )
}

function Variables({ session, state, focused, onChoose, onVisit, say }: PartProps) {
  const diagram = causalLoopOf(state)
  const add = () => onChoose(addVariable(session, state, ''))
  return (
    <fieldset className="tool-layer">
      <legend>Variables</legend>
      <p className="tool-hint">What rises and falls here?</p>
      <ol className="tool-rows">
        {diagram.vars.map((variable, at) => (
          <PartRow
            key={variable.id}
            name={variable.name || `variable ${at + 1}`}
            partId={variable.id}
            onFocusPart={onVisit}
            onRemove={() => {
              removeVariable(session, variable.id)
              say('The variable is gone with its links. Undo brings them back.')
            }}
          >
            <VariableFields
              session={session}
              diagram={diagram}
              variable={variable}
              autoFocus={focused === variable.id}
              onNext={add}
            />
            <details className="tool-more">
              <summary>Place in the picture</summary>
              <VariablePlace session={session} diagram={diagram} variable={variable} />
            </details>
          </PartRow>
        ))}
      </ol>
      <button type="button" className="tool-add" onClick={add}>
        Add a variable
      </button>
    </fieldset>
  )
}

function Links(props: PartProps) {
  const { session, state, onVisit, say } = props
  const diagram = causalLoopOf(state)
  return (
    <fieldset className="tool-layer">
      <legend>Links</legend>
      <p className="tool-hint">What makes what go more, or less?</p>
      <ol className="tool-rows">
        {diagram.links.map((link, at) => (
          <PartRow
            key={link.id}
            name={`link ${at + 1}`}
            partId={link.id}
            onFocusPart={onVisit}
            onRemove={() => {
              removeItem(session, 'links', link.id)
              say('The link is gone. Undo brings it back.')
            }}
          >
            <LinkFields session={session} diagram={diagram} link={link} />
          </PartRow>
        ))}
      </ol>
      <SentenceBuilder {...props} />
    </fieldset>
  )
}

function Loops({ session, state, onVisit }: PartProps) {
  const { loops, more } = findLoops(causalLoopOf(state))
  return (
    <fieldset className="tool-layer">
      <legend>Loops</legend>
      {loops.length === 0 ? (
        <p className="tool-hint">No closed loop yet. A loop is there when links lead from a variable back to itself.</p>
      ) : null}
      {more ? <p className="tool-hint">There are more; these are the shortest.</p> : null}
      <ul className="tool-rows">
        {loops.map((loop) => (
          <li key={loop.key} className="tool-row" onFocus={() => onVisit(loop.key)}>
            <div className="tool-row-fields">
              <LoopFields session={session} loop={loop} />
            </div>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

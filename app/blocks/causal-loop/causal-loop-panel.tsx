/** The panel of a variable, link or loop chosen in the picture. */
import { findLoops } from '#domain/blocks/causal-loop/find-loops.ts'
import { removeItem } from '#domain/blocks/edit-tool.ts'
import type { PartProps } from '../tool-parts.ts'
import { causalLoopOf, removeVariable } from './causal-loop-acts.ts'
import { LinkFields } from './link-fields.tsx'
import { LoopFields } from './loop-fields.tsx'
import { VariableFields, VariablePlace } from './variable-fields.tsx'

export function CausalLoopPanel({ session, state, partId, onChoose, onJoin, say }: PartProps & { partId: string }) {
  const diagram = causalLoopOf(state)
  const variable = diagram.vars.find((candidate) => candidate.id === partId)
  const link = diagram.links.find((candidate) => candidate.id === partId)
  const loop = variable || link ? undefined : findLoops(diagram).loops.find((candidate) => candidate.key === partId)
  const gone = (what: string) => {
    onChoose(null)
    say(`${what} is gone. Undo brings it back.`)
  }
  if (variable)
    return (
      <>
        <p className="tool-panel-kind">Variable</p>
        <VariableFields
          key={partId}
          session={session}
          diagram={diagram}
          variable={variable}
          autoFocus
          onNext={() => onChoose(null)}
        />
        <details className="tool-more">
          <summary>Place in the picture</summary>
          <VariablePlace session={session} diagram={diagram} variable={variable} />
        </details>
        <div className="tool-panel-acts">
          <button type="button" className="tool-quiet-button" onClick={() => onJoin(variable.id)}>
            Draw a link from here
          </button>
          <button
            type="button"
            className="tool-quiet-button"
            onClick={() => {
              removeVariable(session, variable.id)
              gone('The variable with its links')
            }}
          >
            Remove this variable
          </button>
        </div>
      </>
    )
  if (link)
    return (
      <>
        <p className="tool-panel-kind">Link</p>
        <LinkFields key={partId} session={session} diagram={diagram} link={link} />
        <div className="tool-panel-acts">
          <button
            type="button"
            className="tool-quiet-button"
            onClick={() => {
              removeItem(session, 'links', link.id)
              gone('The link')
            }}
          >
            Remove this link
          </button>
        </div>
      </>
    )
  if (!loop) return null
  return (
    <>
      <p className="tool-panel-kind">Loop</p>
      <LoopFields key={partId} session={session} loop={loop} />
    </>
  )
}

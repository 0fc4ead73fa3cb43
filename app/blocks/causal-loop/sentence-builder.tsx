/** A link as a sentence: "A makes B go more", with names that are there or new ones. */
import { type FormEvent, useId, useRef, useState } from 'react'
import { causalLoopShape } from '#domain/blocks/causal-loop/causal-loop.ts'
import { nameOf } from '#domain/blocks/causal-loop/tell-loop.ts'
import { variableHint } from '#domain/blocks/causal-loop/variable-hint.ts'
import { change } from '#domain/blocks/edit-tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import type { PartProps } from '../tool-parts.ts'
import type { ToolSession } from '../tool-session.ts'
import { addLink, addVariable, causalLoopOf } from './causal-loop-acts.ts'

export function SentenceBuilder({ session, state, say }: PartProps) {
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [sign, setSign] = useState<'+' | '-'>('+')
  const [delay, setDelay] = useState(false)
  const names = causalLoopOf(state)
    .vars.map((variable) => variable.name)
    .filter(Boolean)
  const hint = [from, to]
    .filter((name) => !known(state, name))
    .map(variableHint)
    .find(Boolean)
  const most = causalLoopShape.parts.vars.fields.name.most

  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    if (!from.trim()) return
    if (!to.trim()) {
      say(addVariable(session, state, from.trim()) ? 'The variable is drawn.' : full)
    } else {
      const told = drawSentence(session, state, { from, to, sign, delay })
      say(told)
    }
    setFrom(to.trim() || '')
    setTo('')
    setDelay(false)
    first.current?.focus()
  }
  return (
    <form className="tool-sentence" onSubmit={onSubmit} aria-label="Add a link as a sentence">
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <input
        ref={first}
        aria-label="What changes first"
        placeholder="staff stress"
        list={`${id}-names`}
        maxLength={most}
        value={from}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <span>makes</span>
      <input
        aria-label="What it changes"
        placeholder="sense of being seen"
        list={`${id}-names`}
        maxLength={most}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <span>go</span>
      <select
        aria-label="In which direction"
        value={sign}
        onChange={(event) => setSign(event.currentTarget.value as '+' | '-')}
      >
        <option value="+">more (+)</option>
        <option value="-">less (−)</option>
      </select>
      <label className="tool-check">
        <input type="checkbox" checked={delay} onChange={(event) => setDelay(event.currentTarget.checked)} />
        after a delay
      </label>
      <button type="submit" className="tool-add">
        {to.trim() || !from.trim() ? 'Draw the link' : 'Draw the variable'}
      </button>
      {hint ? <p className="tool-hint tool-hint-wide">{hint}</p> : null}
    </form>
  )
}

const full = 'Thirty variables are the most that one picture can carry. Begin a second one for the rest.'
const known = (state: ToolState, name: string) =>
  causalLoopOf(state).vars.find((variable) => nameOf(variable).toLowerCase() === nameOf({ name }).toLowerCase())

type Sentence = { from: string; to: string; sign: '+' | '-'; delay: boolean }

/** Draws the variables that are new and the link, as one act. */
function drawSentence(session: ToolSession, state: ToolState, { from, to, ...rest }: Sentence): string {
  return change(session, () => {
    const fromId = known(state, from)?.id ?? addVariable(session, state, from.trim())
    const vars = causalLoopOf(state).vars
    const between =
      known(state, from) || !fromId
        ? state
        : { ...state, vars: [...vars, { id: fromId, name: from, ...lastPlace(session) }] }
    const toId = known(between, to)?.id ?? addVariable(session, between, to.trim(), fromId)
    if (!fromId || !toId) return full
    return addLink(session, state, { from: fromId, to: toId, ...rest })
  })
}

function lastPlace(session: ToolSession): { x: number; y: number } {
  const rows = (session.map.get('vars') as { toArray(): { get(name: string): unknown }[] }).toArray()
  const last = rows.at(-1)!
  return { x: Number(last.get('x')), y: Number(last.get('y')) }
}

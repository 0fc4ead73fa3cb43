/** The iceberg as an outline: the same data as the picture, layer by layer, all of it by keyboard. */
import { useId } from 'react'
import { addItem, fieldText, moveItem, removeItem, setField } from '#domain/blocks/edit-tool.ts'
import {
  cardsOf,
  type IcebergLane,
  type IcebergState,
  icebergLanes,
  icebergShape,
  laneWords,
  modeWords,
} from '#domain/blocks/iceberg/iceberg.ts'
import { DayField } from '../day-field.tsx'
import { PartRow } from '../part-row.tsx'
import { SharedText } from '../shared-text.tsx'
import type { PartProps } from '../tool-parts.ts'
import { IcebergCardFields, IcebergCardPlace } from './iceberg-card.tsx'

export function IcebergHead({ session, state }: PartProps) {
  const id = useId()
  return (
    <div className="tool-head">
      <SharedText
        session={session}
        shared={fieldText(session, 'issue')}
        label="The issue"
        most={icebergShape.parts.issue.most}
        placeholder="Fights at pick-up"
      />
      <fieldset className="tool-choice">
        <legend>This iceberg shows it</legend>
        {icebergShape.parts.mode.of.map((mode) => (
          <label key={mode}>
            <input
              type="radio"
              name={`${id}-mode`}
              checked={state.mode === mode}
              onChange={() => setField(session, 'mode', mode)}
            />
            {modeWords[mode]}
          </label>
        ))}
      </fieldset>
      <DayField session={session} state={state} />
    </div>
  )
}

export function IcebergOutline(props: PartProps) {
  return (
    <div className="tool-outline">
      {icebergLanes.map((lane) => (
        <Layer key={lane} lane={lane} {...props} />
      ))}
    </div>
  )
}

function Layer({ lane, session, state, focused, onChoose, onVisit, say }: PartProps & { lane: IcebergLane }) {
  const iceberg = state as unknown as IcebergState
  const words = laneWords[lane]
  const cards = cardsOf(iceberg, lane)
  const add = (before: string | null) => {
    const id = session.newId()
    addItem(session, lane, { id, text: '' }, before)
    onChoose(id)
  }
  return (
    <fieldset className={`tool-layer tool-layer-${lane}`}>
      <legend>{words.name}</legend>
      <p className="tool-hint">{words[iceberg.mode]}</p>
      {cards.length > 0 ? (
        <ol className="tool-rows">
          {cards.map((card, at) => (
            <PartRow
              key={card.id}
              name={`${words.one} ${at + 1}`}
              partId={card.id}
              onFocusPart={onVisit}
              onUp={at > 0 ? () => moveItem(session, lane, card.id, lane, cards[at - 1]!.id) : null}
              onDown={
                at < cards.length - 1 ? () => moveItem(session, lane, card.id, lane, cards[at + 2]?.id ?? null) : null
              }
              onRemove={() => {
                removeItem(session, lane, card.id)
                say(`Removed ${words.one} ${at + 1}. Undo brings it back.`)
              }}
            >
              <IcebergCardFields
                session={session}
                iceberg={iceberg}
                lane={lane}
                card={card}
                autoFocus={focused === card.id}
                onNext={() => add(cards[at + 1]?.id ?? null)}
              />
              <details className="tool-more">
                <summary>Layer and lines</summary>
                <IcebergCardPlace session={session} iceberg={iceberg} lane={lane} card={card} />
              </details>
            </PartRow>
          ))}
        </ol>
      ) : null}
      <button type="button" className="tool-add" onClick={() => add(null)}>
        Add {/^[aeiou]/.test(words.one) ? 'an' : 'a'} {words.one}
      </button>
    </fieldset>
  )
}

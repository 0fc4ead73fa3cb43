/** All fields of one card: in the outline's row and in the panel beside the picture. */
import { useId } from 'react'
import { addItem, itemText, moveItem, removeItem } from '#domain/blocks/edit-tool.ts'
import {
  cardsOf,
  drawnLinks,
  type IcebergCard,
  type IcebergLane,
  type IcebergState,
  icebergLanes,
  icebergShape,
  laneWords,
} from '#domain/blocks/iceberg/iceberg.ts'
import { shorten } from '#domain/blocks/text-box.ts'
import { HowWeKnow } from '../how-we-know.tsx'
import { SharedText } from '../shared-text.tsx'
import type { PartProps } from '../tool-parts.ts'
import type { ToolSession } from '../tool-session.ts'

type CardProps = {
  session: ToolSession
  iceberg: IcebergState
  lane: IcebergLane
  card: IcebergCard
  autoFocus: boolean
  onNext?: () => void
}

export function IcebergCardFields({ session, iceberg, lane, card, autoFocus, onNext }: CardProps) {
  const words = laneWords[lane]
  const text = (name: string) => itemText(session, lane, card.id, name)
  const { since, howWeKnow } = icebergShape.parts.patterns.fields
  return (
    <>
      <SharedText
        session={session}
        shared={text('text')}
        label={`Text of this ${words.one}`}
        labelHidden
        most={icebergShape.parts.events.fields.text.most}
        placeholder={words[iceberg.mode]}
        autoFocus={autoFocus}
        onEnter={onNext}
        onEmptied={() => removeItem(session, lane, card.id)}
      />
      {lane === 'patterns' ? (
        <>
          <SharedText
            session={session}
            shared={text('since')}
            label="Since"
            most={since.most}
            placeholder="last spring"
          />
          <HowWeKnow
            key={card.id}
            session={session}
            shared={text('howWeKnow')}
            answer={card.howWeKnow ?? ''}
            most={howWeKnow.most}
            placeholder="counted by two aides, 31 days"
          />
        </>
      ) : null}
      {lane === 'mentalModels' ? (
        <SharedText
          session={session}
          shared={text('heldBy')}
          label="Held by"
          most={icebergShape.parts.mentalModels.fields.heldBy.most}
          placeholder="us, staff"
        />
      ) : null}
    </>
  )
}

/** Where a card is and what it is joined to, by form. */
export function IcebergCardPlace({ session, iceberg, lane, card }: Omit<CardProps, 'autoFocus'>) {
  const id = useId()
  const others = icebergLanes.flatMap((name) => cardsOf(iceberg, name)).filter((other) => other.id !== card.id)
  const lines = drawnLinks(iceberg).filter((link) => link.from === card.id || link.to === card.id)
  const joined = new Set(lines.flatMap((link) => [link.from, link.to]))
  const name = (cardId: string) => shorten(others.find((other) => other.id === cardId)?.text || 'an empty card', 40)
  return (
    <div className="tool-row-place">
      <div className="tool-field tool-field-short">
        <label htmlFor={`${id}-lane`}>Layer</label>
        <select
          id={`${id}-lane`}
          value={lane}
          onChange={(event) => moveItem(session, lane, card.id, event.currentTarget.value, null)}
        >
          {icebergLanes.map((option) => (
            <option key={option} value={option}>
              {laneWords[option].name}
            </option>
          ))}
        </select>
      </div>
      <div className="tool-field tool-field-short">
        <label htmlFor={`${id}-line`}>Draw a line to</label>
        <select
          id={`${id}-line`}
          value=""
          onChange={(event) =>
            event.currentTarget.value &&
            addItem(session, 'links', { id: session.newId(), from: card.id, to: event.currentTarget.value })
          }
        >
          <option value="">a card…</option>
          {others
            .filter((other) => !joined.has(other.id))
            .map((other) => (
              <option key={other.id} value={other.id}>
                {name(other.id)}
              </option>
            ))}
        </select>
      </div>
      {lines.length > 0 ? (
        <ul className="tool-lines">
          {lines.map((link) => (
            <li key={link.id}>
              joined to “{name(link.from === card.id ? link.to : link.from)}”{' '}
              <button type="button" className="tool-quiet-button" onClick={() => removeItem(session, 'links', link.id)}>
                Take the line away
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** The panel of a card chosen in the picture. */
export function IcebergCardPanel({ session, state, partId, onChoose, onJoin, say }: PartProps & { partId: string }) {
  const iceberg = state as unknown as IcebergState
  const lane = icebergLanes.find((name) => cardsOf(iceberg, name).some((card) => card.id === partId))
  const card = lane && cardsOf(iceberg, lane).find((candidate) => candidate.id === partId)
  if (!lane || !card) return null
  const addNext = () => {
    const id = session.newId()
    addItem(session, lane, { id, text: '' })
    onChoose(id)
  }
  return (
    <>
      <p className="tool-panel-kind">{laneWords[lane].name}</p>
      <IcebergCardFields
        key={partId}
        session={session}
        iceberg={iceberg}
        lane={lane}
        card={card}
        autoFocus
        onNext={addNext}
      />
      <details className="tool-more">
        <summary>Layer and lines</summary>
        <IcebergCardPlace session={session} iceberg={iceberg} lane={lane} card={card} />
      </details>
      <div className="tool-panel-acts">
        <button type="button" className="tool-quiet-button" onClick={() => onJoin(card.id)}>
          Draw a line in the picture
        </button>
        <button
          type="button"
          className="tool-quiet-button"
          onClick={() => {
            removeItem(session, lane, card.id)
            onChoose(null)
            say('The card is gone. Undo brings it back.')
          }}
        >
          Remove this card
        </button>
      </div>
    </>
  )
}

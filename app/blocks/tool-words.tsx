/** The text beside the picture: computed, or the team's own words with a sentence when the data moved on. */
import { useState } from 'react'
import { staleSentence, type ToolAlternative } from '#domain/blocks/alternative.ts'
import { change, fieldText, setField, setText } from '#domain/blocks/edit-tool.ts'
import { toolAlternative, toolDigest } from '#domain/blocks/registry.ts'
import type { DataTable, TextLine } from '#domain/blocks/tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import { SharedText } from './shared-text.tsx'
import type { ToolSession } from './tool-session.ts'

export function ToolWords({ session, state }: { session: ToolSession; state: ToolState }) {
  const [writing, setWriting] = useState(false)
  const alternative = toolAlternative(state)
  const keepDigest = () => setField(session, 'alternativeDigest', toolDigest(state))
  const beginOwn = () => {
    if (!alternative.own)
      change(session, () => {
        setText(session, fieldText(session, 'alternative'), alternative.long)
        keepDigest()
      })
    setWriting(true)
  }
  const backToComputed = () => {
    change(session, () => {
      setText(session, fieldText(session, 'alternative'), '')
      setField(session, 'alternativeDigest', '')
    })
    setWriting(false)
  }
  return (
    <details className="tool-text">
      <summary>Read as text</summary>
      {alternative.stale ? (
        <p className="tool-stale">
          {staleSentence}{' '}
          <button type="button" className="tool-quiet-button" onClick={keepDigest}>
            It is right as it stands
          </button>
        </p>
      ) : null}
      {writing ? (
        <SharedText
          session={session}
          shared={fieldText(session, 'alternative')}
          label="The text in our own words"
          most={6000}
          long
          autoFocus
        />
      ) : (
        <Words alternative={alternative} />
      )}
      <div className="tool-panel-acts">
        {writing ? (
          <button
            type="button"
            className="tool-quiet-button"
            onClick={() => {
              keepDigest()
              setWriting(false)
            }}
          >
            Done
          </button>
        ) : (
          <button type="button" className="tool-quiet-button" onClick={beginOwn}>
            Write this text ourselves
          </button>
        )}
        {alternative.own ? (
          <button type="button" className="tool-quiet-button" onClick={backToComputed}>
            Use the computed text again
          </button>
        ) : null}
      </div>
      <Table table={alternative.table} />
    </details>
  )
}

function Words({ alternative }: { alternative: ToolAlternative }) {
  return <>{alternative.lines.map((line, at) => lineElement(line, at))}</>
}

function lineElement(line: TextLine, at: number) {
  return (
    <div key={`${at} ${line.text}`}>
      <p>{line.text}</p>
      {line.under?.length ? (
        <ul>
          {line.under.map((under, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
            <li key={index}>{under.text}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

function Table({ table }: { table: DataTable }) {
  if (table.rows.length === 0) return null
  return (
    <div className="tool-table">
      <table>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.head.map((cell) => (
              <th key={cell} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
            <tr key={at}>
              {row.map((cell, column) => (
                <td key={table.head[column]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { type FormEvent, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { Field } from '#app/components/field.tsx'
import { urlFromTyping } from '#domain/portfolio/allowed-url.ts'
import { PageDialog } from './page-dialog.tsx'

/** Makes the selected words a link, changes one, or takes it away. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const [range] = useState(() => linkAround(editor))
  const [address, setAddress] = useState(range.href)
  const [error, setError] = useState<string>()

  const done = () => {
    onClose()
    editor.view.focus()
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    const href = urlFromTyping(address)
    if (!href) return setError('Write an address such as https://example.org or name@example.org.')
    const { state } = editor
    const mark = state.schema.marks.link!.create({ href })
    const { tr } = state
    if (range.from === range.to) tr.insert(range.from, state.schema.text(address.trim(), [mark]))
    else tr.removeMark(range.from, range.to, state.schema.marks.link).addMark(range.from, range.to, mark)
    editor.view.dispatch(tr)
    done()
  }
  const remove = () => {
    editor.view.dispatch(editor.state.tr.removeMark(range.from, range.to, editor.schema.marks.link))
    done()
  }
  return (
    <PageDialog title={range.href ? 'Change this link' : 'Add a link'} onClose={onClose}>
      <form onSubmit={save} className="page-dialog-form">
        <Field
          label="Address"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
          error={error}
          inputMode="url"
          autoComplete="off"
          hint={range.from === range.to ? 'The address itself will stand in the text.' : undefined}
        />
        <p className="page-dialog-acts">
          <Button look="act">Link</Button>
          {range.href ? (
            <Button type="button" onClick={remove}>
              Remove the link
            </Button>
          ) : null}
          <Button type="button" onClick={done}>
            Cancel
          </Button>
        </p>
      </form>
    </PageDialog>
  )
}

/** The selection, or the whole link that the caret stands in. */
function linkAround(editor: Editor): { from: number; to: number; href: string } {
  const { state } = editor
  const { link } = state.schema.marks
  const { from, to, $from } = state.selection
  const mark = link!.isInSet($from.marks()) ?? link!.isInSet($from.nodeAfter?.marks ?? [])
  if (!mark || !(state.selection instanceof TextSelection)) return { from, to, href: '' }
  let start = $from.start()
  let found = { from, to }
  $from.parent.forEach((node, offset) => {
    const begins = $from.start() + offset
    if (!mark.isInSet(node.marks)) start = begins + node.nodeSize
    else if (from >= start && from <= begins + node.nodeSize) found = { from: start, to: begins + node.nodeSize }
  })
  return { ...found, href: String(mark.attrs.href ?? '') }
}

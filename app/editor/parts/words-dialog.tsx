import type { Editor } from '@tiptap/core'
import { type FormEvent, useState } from 'react'
import { Button } from '#app/components/button.tsx'
import { Field, TextArea } from '#app/components/field.tsx'
import { changeBlock } from '../commands/block-commands.ts'
import { surroundingsOf } from '../schema/surroundings.ts'
import { PageDialog } from './page-dialog.tsx'

/** The words of a picture or card: what it shows for those who do not see it, and a caption for all. */
export function WordsDialog({ editor, position, onClose }: { editor: Editor; position: number; onClose: () => void }) {
  const [block] = useState(() => editor.state.doc.nodeAt(position))
  const [alt, setAlt] = useState(String(block?.attrs.alt ?? ''))
  const [caption, setCaption] = useState(String(block?.attrs.caption ?? ''))
  if (!block) return null
  const isPicture = block.type.name === 'image'
  const evidence = surroundingsOf(editor).evidence.get(String(block.attrs.evidenceId))

  const save = (event: FormEvent) => {
    event.preventDefault()
    const now = positionOf(editor, block.attrs.id, position)
    const words = isPicture ? { alt: alt.trim(), caption: caption.trim() } : { caption: caption.trim() }
    if (now !== null) changeBlock(now, words)(editor.state, editor.view.dispatch)
    onClose()
  }
  return (
    <PageDialog title={isPicture ? 'Describe this picture' : 'Write a caption'} onClose={onClose}>
      <form onSubmit={save} className="page-dialog-form">
        {isPicture ? (
          <TextArea
            label="What it shows"
            hint={
              evidence?.altText
                ? `With the evidence it says: “${evidence.altText}”. Leave this empty to use those words.`
                : 'For somebody who cannot see it: who does what, where.'
            }
            value={alt}
            maxLength={500}
            onChange={(event) => setAlt(event.target.value)}
          />
        ) : null}
        <Field
          label="Caption"
          hint="Everybody reads it below."
          value={caption}
          maxLength={300}
          onChange={(event) => setCaption(event.target.value)}
        />
        <p className="page-dialog-acts">
          <Button look="act">Keep these words</Button>
          <Button type="button" onClick={onClose}>
            Cancel
          </Button>
        </p>
      </form>
    </PageDialog>
  )
}

/** Where the block stands now: colleagues may have written above it meanwhile. */
function positionOf(editor: Editor, id: unknown, before: number): number | null {
  if (!id) return before
  let found: number | null = null
  editor.state.doc.descendants((node, position) => {
    if (node.attrs.id === id) found = position
    return found === null
  })
  return found
}

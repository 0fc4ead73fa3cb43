/** The dialogs of the editor. They come, together, when the first of them is asked for. */
import type { Editor } from '@tiptap/core'
import { insertBlock } from '../commands/block-commands.ts'
import type { Surroundings } from '../schema/surroundings.ts'
import { run } from '../slash/slash-choices.ts'
import { EvidenceDialog } from './evidence-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import { WordsDialog } from './words-dialog.tsx'

export type Asking = { kind: 'link' } | { kind: 'picture' | 'card' } | { kind: 'words'; position: number }

type Props = {
  asking: Asking
  editor: Editor
  surroundings: Surroundings
  portfolioId: string
  onClose: () => void
}

export default function AskedDialog({ asking, editor, surroundings, portfolioId, onClose }: Props) {
  if (asking.kind === 'link') return <LinkDialog editor={editor} onClose={onClose} />
  if (asking.kind === 'words') return <WordsDialog editor={editor} position={asking.position} onClose={onClose} />
  return (
    <EvidenceDialog
      portfolioId={portfolioId}
      what={asking.kind}
      onClose={onClose}
      onPick={(evidence) => {
        surroundings.evidence.set(evidence.id, evidence)
        onClose()
        const type = editor.schema.nodes[asking.kind === 'picture' ? 'image' : 'evidence']!
        run(editor, insertBlock(type.create({ evidenceId: evidence.id })))
      }}
    />
  )
}

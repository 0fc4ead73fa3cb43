import { type Editor, Extension } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { PageEvidence } from '#domain/portfolio/evidence-dom.ts'

/** What the blocks of a page need from around it: evidence, the shared document, and who opens their dialogs. */
export type Surroundings = {
  evidence: Map<string, PageEvidence>
  /** Called when the evidence changes; a view adds itself and takes itself away. */
  changed: Set<() => void>
  /** Asks for a piece of evidence that is not known yet. */
  wanted: ((evidenceId: string) => void) | null
  /** Opens the words of the picture or card at a position. */
  askForWords: ((position: number) => void) | null
  document: Y.Doc | null
  awareness: Awareness | null
  /** The thinking tools (their data's ids) that are worked on in this window; the others rest as figures. */
  toolsInWork: Set<string>
}

export function newSurroundings(): Surroundings {
  return {
    evidence: new Map(),
    changed: new Set(),
    wanted: null,
    askForWords: null,
    document: null,
    awareness: null,
    toolsInWork: new Set(),
  }
}

/** Hands the surroundings to node views; nothing of it is part of the document. */
export const SurroundingsOfPage = Extension.create<{ around: () => Surroundings }, { around: () => Surroundings }>({
  name: 'surroundings',
  // A function, because Tiptap copies plain objects among the options.
  addOptions: () => ({ around: newSurroundings }),
  addStorage() {
    return { around: this.options.around }
  },
})

export function surroundingsOf(editor: Editor): Surroundings {
  return (editor.storage as unknown as { surroundings: { around: () => Surroundings } }).surroundings.around()
}

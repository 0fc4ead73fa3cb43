/**
 * Parts of the editor that are not needed to write. They are fetched a moment after the editor is there, because the
 * connection may be gone when they are wanted, and a newer server no longer has them. Where one cannot be fetched, the
 * page goes on without it: an error would take the page's place, and with it the words that only this page has.
 */
import type { Editor } from '@tiptap/core'
import { fetchedLater } from '#app/components/fetched-later.ts'
import type { LiveDocument } from '../live/live-document.ts'
import { fetchUnsentWords } from './unsent-words-later.tsx'

function NotFetched() {
  return (
    <p role="alert" className="page-stopped">
      This part of the page could not be fetched. Load the page again when you are connected.
    </p>
  )
}

const parts = {
  asked: () => import('./asked-dialog.tsx'),
  rescue: () => import('../rescue/rescue-tray.tsx'),
  table: () => import('./table-menu.tsx'),
}

export const AskedDialog = fetchedLater(parts.asked, NotFetched)
export const RescueTray = fetchedLater(parts.rescue, NotFetched)
export const TableMenu = fetchedLater(parts.table, () => null)

/** Says from now on what this page has seen of a thinking tool that is taken away here. */
export function watchTools(editor: Editor, live: LiveDocument): void {
  const watch = ({ ToolsGoing }: typeof import('../behaviour/tools-going.ts')) => {
    const going = new ToolsGoing(live.document, live.undoManager)
    editor.on('beforeTransaction', ({ transaction }) => going.note(transaction))
  }
  void import('../behaviour/tools-going.ts').then(watch).catch(() => {})
}

/** Fetches all of them. */
export function fetchAhead(): void {
  for (const load of [...Object.values(parts), fetchUnsentWords]) void load().catch(() => {})
}

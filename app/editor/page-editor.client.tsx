/** The editor of an entry: made when the live document has arrived, gone with its page. */

import { useBlocker } from '@remix-run/react'
import type { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { insertThinkingTool } from '#app/blocks/insert-thinking-tool.ts'
import { RenderedPage } from '#app/components/rendered-page.tsx'
import { useEvidenceAround } from './evidence-around.ts'
import { LiveDocument } from './live/live-document.ts'
import { pictureOf } from './live/picture-of.ts'
import type { SaveState } from './live/save-tracker.ts'
import { makeEditor } from './make-editor.ts'
import type { Asking } from './parts/asked-dialog.tsx'
import { AskedDialog, fetchAhead, RescueTray, watchTools } from './parts/fetched-later.tsx'
import { SaveLine } from './parts/save-line.tsx'
import { StoppedNotice } from './parts/stopped-notice.tsx'
import { Toolbar } from './parts/toolbar.tsx'
import { WhoIsHere } from './parts/who-is-here.tsx'
import { WordCount } from './parts/word-count.tsx'
import { useRescues } from './rescue/use-rescues.ts'
import { newSurroundings, type Surroundings } from './schema/surroundings.ts'
import { offeredTools } from './slash/offered-tools.ts'
import { slashChoices } from './slash/slash-choices.ts'
import { SlashList } from './slash/slash-list.tsx'
import { SlashMenu } from './slash/slash-menu.ts'
import type { WritingPlaceProps } from './writing-place.tsx'

type Props = WritingPlaceProps & {
  takenOver: boolean
  onTakeOver: () => void
  onMayOnlyRead: () => void
}
type Made = { editor: Editor; live: LiveDocument; menu: SlashMenu; surroundings: Surroundings }

export default function PageEditor(props: Props) {
  const { address, entry, takenOver, onTakeOver, onMayOnlyRead, portfolioId, self, words } = props
  const [saveState, setSaveState] = useState<SaveState>({ kind: 'connecting' })
  const [live, setLive] = useState<LiveDocument | null>(null)
  const [made, setMade] = useState<Made | null>(null)
  const [lastPicture, setLastPicture] = useState<string | null>(null)
  const [asking, setAsking] = useState<Asking | null>(null)
  const bar = useRef<HTMLDivElement>(null)
  const { documentId, epoch } = address
  const { id: entryId, title } = entry
  const personId = self.id
  // A new name of the entry must not open its document again.
  const titleNow = useRef(title)
  titleNow.current = title

  useEffect(() => {
    let editor: Editor | null = null
    // Nothing may pass through the editor any more: from here on the page is read.
    const leaveEditor = () => {
      if (!editor || editor.isDestroyed) return
      setLastPicture(pictureOf(editor))
      setMade(null)
      editor.destroy()
    }
    const live = new LiveDocument(
      { documentId, epoch, personId, entryId, title: titleNow.current },
      {
        saveState: (state) => {
          setSaveState(state)
          if (state.kind === 'stopped') queueMicrotask(leaveEditor) // not in the midst of what the editor is doing
        },
        mayOnlyRead: onMayOnlyRead,
        arrived: () => {
          if (editor) return
          const surroundings: Surroundings = {
            ...newSurroundings(),
            document: live.document,
            awareness: live.provider.awareness,
            askForWords: (position) => setAsking({ kind: 'words', position }),
          }
          const menu = new SlashMenu(() =>
            slashChoices({
              pickEvidence: (kind) => setAsking({ kind }),
              insertTool: (kind) => editor && insertThinkingTool(editor, kind),
              tools: offeredTools,
            }),
          )
          const toTools = () => {
            bar.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
            return true
          }
          editor = makeEditor(live, surroundings, menu, toTools)
          setMade({ editor, live, menu, surroundings })
          onTakeOver()
          watchTools(editor, live)
          setTimeout(fetchAhead, 1_500)
        },
      },
    )
    setLive(live)
    return () => {
      setMade(null)
      editor?.destroy()
      live.close()
    }
  }, [documentId, epoch, personId, entryId, onTakeOver, onMayOnlyRead])

  // Asked as the browser asks before a tab is closed, with nothing to fetch: there may be no connection.
  const leaving = useBlocker(
    ({ nextLocation }) =>
      nextLocation.pathname !== '/sign-out' &&
      live?.losesWords === true &&
      !confirm('Your last words are on this page only, and not saved. If you leave it now, they are lost.'),
  )
  useEffect(() => {
    if (leaving.state === 'blocked') leaving.reset()
  }, [leaving])

  const { rescues, ...acts } = useRescues(entryId, made?.live ?? null)
  useEvidenceAround(made?.surroundings ?? null, portfolioId, props.evidence)

  const editor = made?.editor
  const openAdd = () => {
    if (!editor) return
    editor.view.focus()
    const { $head } = editor.state.selection
    const gap = $head.parentOffset > 0 && !/\s$/.test($head.parent.textBetween(0, $head.parentOffset, ' ', ' '))
    if (gap) editor.view.dispatch(editor.state.tr.insertText(' '))
    editor.view.dispatch(editor.state.tr.insertText('/'))
  }
  return (
    <>
      <div className="page-bar">
        <div ref={bar} className="page-bar-tools">
          {editor && takenOver ? (
            <Toolbar editor={editor} askForLink={() => setAsking({ kind: 'link' })} openAdd={openAdd} />
          ) : null}
        </div>
        <SaveLine state={saveState} />
      </div>
      {saveState.kind === 'stopped' ? <StoppedNotice state={saveState} live={live} title={title} /> : null}
      {lastPicture !== null ? <RenderedPage html={lastPicture} /> : null}
      {editor ? <EditorContent editor={editor} id="page-text" /> : null}
      {made && rescues.length > 0 ? (
        <Suspense fallback={null}>
          <RescueTray editor={made.editor} rescues={rescues} live={made.live} {...acts} />
        </Suspense>
      ) : null}
      {made && takenOver ? (
        <div className="page-foot">
          <WordCount editor={made.editor} atFirst={words} />
          <WhoIsHere awareness={made.live.provider.awareness} selfId={self.id} />
        </div>
      ) : null}
      <p id="page-keys" hidden>
        Type a slash for headings, lists, pictures and tools. Alt and F10 go to the tools over the text. Esc, then Tab,
        leave the text.
      </p>
      {made ? <SlashList menu={made.menu} editor={made.editor} /> : null}
      {made && asking ? (
        <Suspense fallback={null}>
          <AskedDialog
            asking={asking}
            editor={made.editor}
            surroundings={made.surroundings}
            portfolioId={portfolioId}
            onClose={() => setAsking(null)}
          />
        </Suspense>
      ) : null}
    </>
  )
}

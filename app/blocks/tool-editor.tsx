/**
 * The editor of a thinking tool: the picture and the outline as two equal ways to the same data, the words, and the
 * acts on the whole. On a narrow screen the outline comes first.
 */
import { type KeyboardEvent, useCallback, useMemo, useState } from 'react'
import { toolAlternative, toolOf, toolPicture } from '#domain/blocks/registry.ts'
import { headPart } from '#domain/blocks/tool.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import { PartPanel } from './part-panel.tsx'
import { PictureEditor } from './picture-editor.tsx'
import { ToolBar } from './tool-bar.tsx'
import { type PartProps, toolParts } from './tool-parts.ts'
import { usePresenceOfOthers, usePresenceSentence, useTellPresence } from './tool-presence.ts'
import type { ToolSession } from './tool-session.ts'
import { ToolWords } from './tool-words.tsx'
import { useFocusInside } from './use-focus-inside.ts'
import { useToolState } from './use-tool-state.ts'

export type ToolView = 'picture' | 'outline'
type Props = {
  session: ToolSession
  /** Puts a copy with the same data below this one. */
  onDuplicate: (state: ToolState) => void
  /** Escape: back to the page. */
  onLeave: () => void
}

export function ToolEditor({ session, onDuplicate, onLeave }: Props) {
  const state = useToolState(session.map)
  const parts = toolParts[session.kind]
  const [view, setView] = useState<ToolView>(() =>
    window.matchMedia('(max-width: 640px)').matches ? 'outline' : 'picture',
  )
  const [selected, setSelected] = useState<string | null>(null)
  const [opened, setOpened] = useState(false)
  const [fresh, setFresh] = useState<string | null>(null)
  const [joinFrom, setJoinFrom] = useState<string | null>(null)
  const [said, say] = useState('')
  const choose = useCallback((partId: string | null) => {
    setSelected(partId)
    setFresh(partId)
    setOpened(partId !== null)
  }, [])
  const leave = useCallback(() => {
    choose(null)
    setJoinFrom(null)
  }, [choose])
  const root = useFocusInside(leave)
  const acts = useMemo(() => parts.acts(session, choose), [parts, session, choose])
  const names = useMemo(() => new Map(toolPicture(state).parts.map((part) => [part.id, part.label])), [state])
  const nameOfPart = useCallback((partId: string) => names.get(partId) ?? toolOf(session.kind).name, [names, session])
  const others = usePresenceOfOthers(session)
  const presence = usePresenceSentence(others, nameOfPart)
  useTellPresence(session, selected)

  const onSelect = (partId: string | null) => {
    if (joinFrom === null || partId === null || partId === headPart) return setSelected(partId)
    setJoinFrom(null)
    say(parts.join(session, state, joinFrom, partId))
    setSelected(null)
  }
  /** Back to the part in the picture, so that the keyboard goes on from there. */
  const closePanel = (partId: string) => {
    setOpened(false)
    root.current?.querySelector<HTMLElement>(`[data-part-button="${CSS.escape(partId)}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const undoKey = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z'
    const redoKey = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'y'
    if (undoKey || redoKey) {
      event.preventDefault()
      if (redoKey || event.shiftKey) session.undo.redo()
      else session.undo.undo()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      if (joinFrom !== null) setJoinFrom(null)
      else if (opened && selected !== null && view === 'picture') closePanel(selected)
      else onLeave()
    }
  }
  const props: PartProps = {
    session,
    state,
    focused: fresh,
    onChoose: choose,
    onVisit: setSelected,
    onJoin: (partId) => {
      setJoinFrom(partId)
      setOpened(false)
      say('Now choose the other end. Escape leaves it.')
    },
    say,
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are only caught on their way up from real controls
    <div ref={root} tabIndex={-1} className={`tool-editor tool-editor-${session.kind}`} onKeyDown={onKeyDown}>
      {view === 'picture' ? (
        <>
          <PictureEditor
            state={state}
            acts={acts}
            selected={selected ?? joinFrom}
            joining={joinFrom !== null}
            onSelect={onSelect}
            onOpen={() => setOpened(joinFrom === null)}
            others={others}
            say={say}
            label={toolAlternative(state).short}
          >
            {opened && selected !== null ? (
              <PartPanel state={state} partId={selected} onClose={() => closePanel(selected)}>
                {selected === headPart ? <parts.Head {...props} /> : <parts.Part {...props} partId={selected} />}
              </PartPanel>
            ) : null}
          </PictureEditor>
          {joinFrom !== null ? (
            <p className="tool-hint tool-hint-wide">
              Choose the other end of the line.{' '}
              <button type="button" className="tool-quiet-button" onClick={() => setJoinFrom(null)}>
                Leave it
              </button>
            </p>
          ) : null}
          {parts.Builder ? <parts.Builder {...props} /> : null}
        </>
      ) : (
        <>
          <parts.Head {...props} />
          <parts.Outline {...props} />
        </>
      )}
      <ToolBar
        session={session}
        state={state}
        view={view}
        onView={setView}
        wholeActs={parts.wholeActs(session, state)}
        onDuplicate={() => onDuplicate(state)}
      />
      {view === 'picture' ? (
        <details className="tool-about">
          <summary>About this picture</summary>
          <parts.Head {...props} />
        </details>
      ) : null}
      <ToolWords session={session} state={state} />
      <p className="sr-only" aria-live="polite">
        {said}
      </p>
      <p className="sr-only" aria-live="polite">
        {presence}
      </p>
    </div>
  )
}

/** Puts the editor of a tool, or for readers its figure, into an element of the page. Loaded when a page has a tool. */
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { isToolKind, renderToolFigure, writeTool } from '#domain/blocks/registry.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'
import '../styles/tool-editor.css'
import '../styles/tool-outline.css'
import { ToolEditor } from './tool-editor.tsx'
import { sessionOf } from './tool-session.ts'
import { useToolState } from './use-tool-state.ts'

type Place = {
  document: Y.Doc
  awareness: Awareness | null
  blockId: string
  editable: () => boolean
  onInsertAfter: (blockId: string, tool: string) => void
  onLeave: () => void
}
export type MountedTool = { unmount(): void }

export function mountTool(element: HTMLElement, place: Place): MountedTool {
  const host = document.createElement('div')
  const root = createRoot(host)
  // What stood here keeps its place until the tool is drawn, so that the text below does not jump.
  flushSync(() => root.render(<ToolInPage {...place} />))
  element.replaceChildren(host)
  // The page may take the view away while React draws another one.
  return { unmount: () => setTimeout(() => root.unmount(), 0) }
}

function ToolInPage(place: Place): ReactNode {
  const map = useToolMap(place.document, place.blockId)
  const kind = map?.get('tool')
  if (!map || !isToolKind(kind)) return <p className="page-missing">This thinking tool is on its way.</p>
  if (!place.editable()) return <ReadOnlyTool map={map} blockId={place.blockId} />
  const duplicate = (state: ToolState) => {
    const blockId = crypto.randomUUID()
    const copy = new Y.Map<unknown>()
    place.document.transact(() => {
      writeTool(copy, state)
      place.document.getMap('blocks').set(blockId, copy)
    })
    place.onInsertAfter(blockId, state.tool)
  }
  return (
    <ToolEditor
      session={sessionOf(map, kind, place.blockId, place.awareness)}
      onDuplicate={duplicate}
      onLeave={place.onLeave}
    />
  )
}

function ReadOnlyTool({ map, blockId }: { map: Y.Map<unknown>; blockId: string }) {
  const state = useToolState(map)
  const html = useMemo(() => renderToolFigure(state, { idPrefix: blockId }), [state, blockId])
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the figure is our own string with every text escaped
  return <div dangerouslySetInnerHTML={{ __html: html }} />
}

/** The tool's map; it may arrive after its place in the text. */
function useToolMap(document: Y.Doc, blockId: string): Y.Map<unknown> | null {
  const blocks = document.getMap('blocks')
  const read = () => {
    const map = blocks.get(blockId)
    return map instanceof Y.Map ? (map as Y.Map<unknown>) : null
  }
  const [map, setMap] = useState(read)
  useEffect(() => {
    const update = () => {
      const found = blocks.get(blockId)
      setMap(found instanceof Y.Map ? (found as Y.Map<unknown>) : null)
    }
    blocks.observe(update)
    update()
    return () => blocks.unobserve(update)
  }, [blocks, blockId])
  return map
}

/** Who of the others works on which part of a tool: the awareness field `tool`, sent at most five times a second. */
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ToolSession } from './tool-session.ts'

export type PartPresence = { clientId: number; name: string; partId: string }

const sendEvery = 200
const announceEvery = 10_000

export function usePresenceOfOthers(session: ToolSession): PartPresence[] {
  const [others, setOthers] = useState<PartPresence[]>([])
  useEffect(() => {
    const { awareness, blockId } = session
    if (!awareness) return
    const read = () => {
      const found: PartPresence[] = []
      for (const [clientId, state] of awareness.getStates()) {
        const part = state.tool as { blockId?: unknown; partId?: unknown } | undefined
        if (clientId === awareness.clientID || part?.blockId !== blockId || typeof part.partId !== 'string') continue
        found.push({ clientId, partId: part.partId, name: String(state.user?.name ?? 'Somebody') })
      }
      setOthers((before) => (JSON.stringify(before) === JSON.stringify(found) ? before : found))
    }
    awareness.on('change', read)
    read()
    return () => awareness.off('change', read)
  }, [session])
  return others
}

/** Tells the others which part this person works on; null when none. */
export function useTellPresence(session: ToolSession, partId: string | null): void {
  const sentAt = useRef(0)
  useEffect(() => {
    const { awareness, blockId } = session
    if (!awareness) return
    const send = () => {
      sentAt.current = Date.now()
      const mine = awareness.getLocalState()?.tool as { blockId?: string } | null | undefined
      if (partId !== null) awareness.setLocalStateField('tool', { blockId, partId })
      else if (mine?.blockId === blockId) awareness.setLocalStateField('tool', null)
    }
    const timer = setTimeout(send, Math.max(0, sentAt.current + sendEvery - Date.now()))
    return () => clearTimeout(timer)
  }, [session, partId])
}

/** A sentence for the polite live region, changed at most every ten seconds. */
export function usePresenceSentence(others: PartPresence[], nameOfPart: (partId: string) => string): string {
  const wanted = useMemo(
    () => others.map((other) => `${other.name} is working on ${nameOfPart(other.partId)}.`).join(' '),
    [others, nameOfPart],
  )
  const [said, setSaid] = useState('')
  const saidAt = useRef(0)
  useEffect(() => {
    if (wanted === said) return
    const timer = setTimeout(
      () => {
        saidAt.current = Date.now()
        setSaid(wanted)
      },
      Math.max(0, saidAt.current + announceEvery - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [wanted, said])
  return said
}

import { useCallback, useEffect, useState } from 'react'
import { bellClient } from '#domain/sync/wire.ts'
import type { Rescue } from '#server/portfolios/list-rescues.ts'
import type { LiveDocument } from '../live/live-document.ts'

export type RescueAct = 'insert' | 'dismiss' | 'keep-one'
const every = 60_000

/**
 * The text that waits beside this page. Asked for when the page opens, when a connection has returned, when the server
 * rings, and once a minute while somebody looks: whichever of these fails, another one comes.
 */
export function useRescues(entryId: string, live: LiveDocument | null) {
  const [rescues, setRescues] = useState<Rescue[]>([])
  const ask = useCallback(() => {
    void listOf(entryId).then((list) => list && setRescues(list))
  }, [entryId])

  useEffect(() => {
    if (!live) return
    const { awareness } = live.provider
    const heard = ({ added, updated }: { added: number[]; updated: number[] }) => {
      if (added.includes(bellClient) || updated.includes(bellClient)) ask()
    }
    const synced = (isSynced: boolean) => isSynced && ask()
    const again = setInterval(() => document.visibilityState === 'visible' && ask(), every)
    ask()
    awareness.on('change', heard)
    live.provider.on('sync', synced)
    return () => {
      clearInterval(again)
      awareness.off('change', heard)
      live.provider.off('sync', synced)
    }
  }, [live, ask])

  /** Says what became of a piece of text. @returns whether the server knows it now */
  const settle = useCallback(
    async (rescueId: string, act: RescueAct): Promise<boolean> => {
      const response = await fetch(addressOf(entryId), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ rescueId, act }),
      }).catch(() => undefined)
      // Somebody else may have settled it in the meantime: that is an answer too.
      const known = response?.ok === true || response?.status === 404
      if (known) setRescues((before) => before.filter(({ id }) => id !== rescueId))
      return known
    },
    [entryId],
  )
  const stillWaits = useCallback(
    async (rescueId: string) => (await listOf(entryId))?.some(({ id }) => id === rescueId) ?? true,
    [entryId],
  )
  return { rescues, stillWaits, settle }
}

const addressOf = (entryId: string) => `/entries/${entryId}/rescues`

async function listOf(entryId: string): Promise<Rescue[] | undefined> {
  const response = await fetch(addressOf(entryId), { headers: { accept: 'application/json' } }).catch(() => undefined)
  if (!response?.ok) return undefined
  const body = (await response.json().catch(() => undefined)) as { rescues?: Rescue[] } | undefined
  return body?.rescues
}

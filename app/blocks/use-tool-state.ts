import { useMemo, useSyncExternalStore } from 'react'
import type * as Y from 'yjs'
import { completeTool, readTool } from '#domain/blocks/registry.ts'
import type { ToolState } from '#domain/portfolio/page-schema.ts'

/** The tool's state as it is now, whoever changes it. */
export function useToolState(map: Y.Map<unknown>): ToolState {
  const store = useMemo(() => {
    let state = completeTool(readTool(map))
    return {
      read: () => state,
      subscribe: (tell: () => void) => {
        const update = () => {
          state = completeTool(readTool(map))
          tell()
        }
        map.observeDeep(update)
        update()
        return () => map.unobserveDeep(update)
      },
    }
  }, [map])
  return useSyncExternalStore(store.subscribe, store.read, store.read)
}

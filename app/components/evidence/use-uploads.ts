import { useCallback, useEffect, useRef, useState } from 'react'
import { FileUpload, type UploadState, type UploadWords } from './file-upload.ts'

const atOnce = 2

/** A queue of files on their way, two at a time. @param onEnd called after each piece that was kept or refused */
export function useUploads(portfolioId: string, onEnd?: () => void) {
  const queue = useRef<FileUpload[]>([])
  const [states, setStates] = useState<UploadState[]>([])
  const nextKey = useRef(1)
  const ended = useRef(onEnd)
  ended.current = onEnd

  const show = useCallback(() => setStates(queue.current.map(({ state }) => state)), [])
  const turn = useCallback(() => {
    const busy = queue.current.filter(({ state }) => state.status === 'sending' || state.status === 'checking').length
    const next = queue.current.find(({ state }) => state.status === 'waiting')
    if (!next || busy >= atOnce) return
    void next.run().then(() => {
      ended.current?.()
      turn()
    })
    turn()
  }, [])

  const add = useCallback(
    (files: Iterable<File>, words: UploadWords) => {
      for (const file of files) {
        queue.current.push(new FileUpload(nextKey.current, file, portfolioId, words, show))
        nextKey.current += 1
      }
      show()
      turn()
    },
    [portfolioId, show, turn],
  )
  const find = (key: number) => queue.current.find(({ state }) => state.key === key)
  const retry = (key: number) => {
    const upload = find(key)
    if (!upload) return
    void upload.run().then(() => {
      ended.current?.()
      turn()
    })
  }
  const cancel = (key: number) => void find(key)?.cancel().then(turn)
  const clear = () => {
    queue.current = queue.current.filter(({ state }) =>
      ['waiting', 'sending', 'checking', 'interrupted'].includes(state.status),
    )
    show()
  }

  const busy = states.some(({ status }) => status === 'waiting' || status === 'sending' || status === 'checking')
  useEffect(() => {
    if (!busy) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [busy])

  return { states, busy, add, retry, cancel, clear }
}

import { type ReactNode, useEffect, useRef } from 'react'

/** A dialog of the editor: the browser's own, so that focus, Esc and the page behind behave. */
export function PageDialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="page-dialog" aria-labelledby="page-dialog-title" onClose={onClose}>
      <h2 id="page-dialog-title">{title}</h2>
      {children}
    </dialog>
  )
}

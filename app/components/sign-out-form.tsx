/** A form that signs out: it asks first when words would be lost, and clears them and their copies from this device. */
import { Form } from '@remix-run/react'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
// Not fetched when it is needed: then there may be no connection.
import { forgetPerson, unsavedHere } from '#app/device/leave-device.ts'
import { Button } from './button.tsx'

type Props = { action: string; personId: string; className?: string; children: ReactNode }
type Asking = { changes: number; connected: boolean }

export function SignOutForm({ action, personId, className, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const others = useRef<HTMLInputElement>(null)
  const ready = useRef(false)
  const [asking, setAsking] = useState<Asking | null>(null)

  const leave = async () => {
    setAsking(null)
    // Signing out must work also where the device's store does not.
    const keep = await forgetPerson(personId).catch(() => false)
    if (others.current) others.current.value = keep ? 'keep' : ''
    ready.current = true
    form.current?.requestSubmit()
  }
  const ask = async (event: FormEvent) => {
    if (ready.current) return
    event.preventDefault()
    const changes = await unsavedHere(personId).catch(() => 0)
    if (changes > 0 || !navigator.onLine) setAsking({ changes, connected: navigator.onLine })
    else await leave()
  }
  return (
    <Form ref={form} method="post" action={action} className={className} onSubmit={(event) => void ask(event)}>
      <input ref={others} type="hidden" name="others" />
      {children}
      {asking ? <Question {...asking} onStay={() => setAsking(null)} onLeave={() => void leave()} /> : null}
    </Form>
  )
}

function Question({ changes, connected, onStay, onLeave }: Asking & { onStay: () => void; onLeave: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const what = changes === 1 ? 'One change' : `${changes} changes`
  return (
    <dialog
      ref={dialog}
      aria-labelledby="sign-out-question"
      onClose={onStay}
      className="m-auto max-w-[30rem] rounded-[10px] border border-hair bg-raised p-6 text-base text-ink backdrop:bg-black/40"
    >
      <h2 id="sign-out-question">{connected ? 'Not everything is saved yet' : 'There is no connection now'}</h2>
      {connected ? null : <p className="mt-2">Signing out needs a connection: try again when it is back.</p>}
      {changes === 0 ? null : (
        <p className="mt-2">
          {what} on this device did not reach the server yet.{' '}
          {connected ? 'If you sign out now, they are deleted here and lost.' : 'They are sent when it is back.'}
        </p>
      )}
      <p className="mt-4 flex flex-wrap gap-3">
        <Button type="button" look="act" onClick={onStay}>
          Stay signed in
        </Button>
        {connected ? (
          <Button type="button" onClick={onLeave}>
            Sign out and lose them
          </Button>
        ) : null}
      </p>
    </dialog>
  )
}

/** A form that signs out: it asks first when words would be lost, and clears them and their copies from this device. */
import { Form } from '@remix-run/react'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Button } from './button.tsx'

type Props = { action: string; personId: string; className?: string; children: ReactNode }

export function SignOutForm({ action, personId, className, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  const others = useRef<HTMLInputElement>(null)
  const ready = useRef(false)
  const [unsaved, setUnsaved] = useState(0)

  const leave = async () => {
    setUnsaved(0)
    // Signing out must work also where the device's store does not.
    const keep = await import('#app/device/leave-device.ts').then((it) => it.forgetPerson(personId)).catch(() => false)
    if (others.current) others.current.value = keep ? 'keep' : ''
    ready.current = true
    form.current?.requestSubmit()
  }
  const ask = async (event: FormEvent) => {
    if (ready.current) return
    event.preventDefault()
    const changes = await import('#app/device/leave-device.ts').then((it) => it.unsavedHere(personId)).catch(() => 0)
    if (changes > 0) setUnsaved(changes)
    else await leave()
  }
  return (
    <Form ref={form} method="post" action={action} className={className} onSubmit={(event) => void ask(event)}>
      <input ref={others} type="hidden" name="others" />
      {children}
      {unsaved > 0 ? (
        <UnsavedDialog changes={unsaved} onStay={() => setUnsaved(0)} onLeave={() => void leave()} />
      ) : null}
    </Form>
  )
}

function UnsavedDialog(props: { changes: number; onStay: () => void; onLeave: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      aria-labelledby="unsaved-title"
      onClose={props.onStay}
      className="m-auto max-w-[30rem] rounded-[10px] border border-hair bg-raised p-6 text-base text-ink backdrop:bg-black/40"
    >
      <h2 id="unsaved-title">Not everything is saved yet</h2>
      <p className="mt-2">
        {props.changes === 1 ? 'One change' : `${props.changes} changes`} on this device did not reach the server yet.
        If you sign out now, they are deleted here and lost.
      </p>
      <p className="mt-4 flex flex-wrap gap-3">
        <Button type="button" look="act" onClick={props.onStay}>
          Stay signed in
        </Button>
        <Button type="button" onClick={props.onLeave}>
          Sign out and lose them
        </Button>
      </p>
    </dialog>
  )
}

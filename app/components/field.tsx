import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'

type Words = { label: string; hint?: ReactNode; error?: string | undefined }
const box =
  'block w-full rounded-[8px] border border-line bg-raised px-3 py-2 text-base text-ink placeholder:text-quiet focus-visible:outline-2 focus-visible:outline-accent aria-[invalid]:border-care'

function Around({ id, label, hint, error, children }: Words & { id: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-quiet">
          {hint}
        </p>
      ) : null}
      {children}
      {error ? (
        <p id={`${id}-error`} className="text-sm text-care">
          {error}
        </p>
      ) : null}
    </div>
  )
}

function described(id: string, { hint, error }: Words) {
  const by = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return { id, 'aria-describedby': by || undefined, 'aria-invalid': error ? (true as const) : undefined }
}

/** One line of text with its label, and below it what is wrong, in words. */
export function Field({ label, hint, error, ...rest }: Words & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <input className={box} {...described(id, { label, hint, error })} {...rest} />
    </Around>
  )
}

export function TextArea({ label, hint, error, ...rest }: Words & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <textarea className={`${box} min-h-24`} {...described(id, { label, hint, error })} {...rest} />
    </Around>
  )
}

export function Select({ label, hint, error, children, ...rest }: Words & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId()
  return (
    <Around id={id} label={label} hint={hint} error={error}>
      <select className={box} {...described(id, { label, hint, error })} {...rest}>
        {children}
      </select>
    </Around>
  )
}

import { Link, type LinkProps } from '@remix-run/react'
import type { ButtonHTMLAttributes } from 'react'

/** `act`: the page's one next act. `plain`: everything else. `quiet`: a word among words. */
export type ButtonLook = 'act' | 'plain' | 'quiet'

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-[10px] px-4 py-2 text-base font-medium no-underline'
const looks: Record<ButtonLook, string> = {
  act: `${shape} bg-accent text-on-accent hover:bg-accent-strong`,
  plain: `${shape} border border-line bg-raised text-ink hover:border-accent hover:text-accent`,
  quiet: 'inline-flex min-h-8 items-center gap-1.5 text-accent underline underline-offset-4 hover:decoration-2',
}

export function Button({
  look = 'plain',
  className = '',
  type = 'submit',
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook }) {
  return (
    <button
      type={type}
      className={`${looks[look]} disabled:cursor-default disabled:opacity-55 ${className}`}
      {...rest}
    />
  )
}

export function LinkButton({ look = 'plain', className = '', ...rest }: LinkProps & { look?: ButtonLook }) {
  return <Link className={`${looks[look]} ${className}`} {...rest} />
}

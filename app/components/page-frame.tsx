import { Link, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Signed } from '../root.tsx'
import { KeptLine } from './kept-line.tsx'
import { Logo } from './logo.tsx'
import { SignOutForm } from './sign-out-form.tsx'

type Frame = {
  title: string
  /** One or two sentences under the title. */
  lede?: ReactNode
  /** Small line over the title: where we are. */
  above?: ReactNode
  /** Takes the place of title, lede and the line above them; holds the page's h1 itself. */
  header?: ReactNode
  /** Beside the main column on wide screens, below it on narrow ones. */
  aside?: ReactNode
  /** `text`: a reading measure. `wide`: boards and tables. */
  width?: 'text' | 'wide'
  children: ReactNode
}

const widths = { text: 'max-w-[74rem]', wide: 'max-w-[90rem]' }

/** Every page: the way past the header, the header, one title, the main column and its margin. */
export function PageFrame({ title, lede, above, header, aside, width = 'text', children }: Frame) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-raised focus:px-3 focus:py-2"
      >
        Skip to the page
      </a>
      <SiteHeader />
      <main
        id="main"
        tabIndex={-1}
        className={`mx-auto w-full ${widths[width]} grow px-4 pt-6 pb-20 outline-none sm:px-8 sm:pt-10`}
      >
        {header ?? (
          <header className="mb-7 max-w-[60rem]">
            {above ? <div className="mb-2 text-sm text-quiet">{above}</div> : null}
            <h1>{title}</h1>
            {lede ? (
              <div className="mt-3 max-w-[64ch] wrap-anywhere font-serif text-lg leading-relaxed text-quiet">
                {lede}
              </div>
            ) : null}
          </header>
        )}
        {aside ? (
          <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_19rem]">
            <div className="min-w-0">{children}</div>
            <aside className="min-w-0" aria-label="Beside this page">
              {aside}
            </aside>
          </div>
        ) : (
          children
        )}
      </main>
    </div>
  )
}

export function SiteHeader() {
  const signed = useRouteLoaderData('root') as Signed | undefined
  return (
    <header className="not-on-paper border-b border-hair">
      {signed?.demo ? (
        <p className="bg-sunk px-4 py-1 text-center text-sm text-quiet">
          Demo data: every person and place here is invented.
        </p>
      ) : null}
      {signed?.person ? <KeptLine personId={signed.person.id} /> : null}
      <div className="mx-auto flex w-full max-w-[90rem] flex-wrap items-center gap-x-6 gap-y-1 px-4 py-3 sm:px-8">
        <Link
          to={signed?.person ? '/home' : '/'}
          className="inline-flex min-h-8 items-center gap-2 font-serif text-lg text-ink no-underline"
        >
          <Logo />
          Fieldfolio
        </Link>
        <nav
          aria-label="Main"
          className="flex grow flex-wrap items-center gap-x-4 gap-y-0 text-sm sm:justify-end sm:gap-x-5"
        >
          {signed?.person ? (
            <>
              {signed.doors.map((door) => (
                <Link
                  key={door.href}
                  to={door.href}
                  className="inline-flex min-h-8 items-center text-ink no-underline hover:underline"
                >
                  {door.words}
                </Link>
              ))}
              <Link to="/account" className="inline-flex min-h-8 items-center text-ink no-underline hover:underline">
                {signed.person.name}
              </Link>
              <SignOutForm action="/sign-out" personId={signed.person.id}>
                <button type="submit" className="min-h-8 text-quiet underline underline-offset-4 hover:text-ink">
                  Sign out
                </button>
              </SignOutForm>
            </>
          ) : (
            <Link to="/sign-in" className="inline-flex min-h-8 items-center">
              Sign in
            </Link>
          )}
        </nav>
      </div>
    </header>
  )
}

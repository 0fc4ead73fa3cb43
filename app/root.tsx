import interLatin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import serifLatin from '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2?url'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import './styles/base.css'
import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { LinkButton } from './components/button.tsx'
import { PageFrame } from './components/page-frame.tsx'
import { doorsOf } from './http/doors.ts'
import { useNonce } from './http/nonce.ts'
import { anyone } from './http/signed-in.ts'

export type Signed = {
  person: { id: string; name: string } | undefined
  doors: { href: string; words: string }[]
  demo: boolean
}

export const loader = anyone(({ actor, context }): Signed => {
  const person = actor.kind === 'person' ? { id: actor.personId, name: actor.name } : undefined
  return { person, doors: doorsOf(actor), demo: context.config.demo }
})

/** The header's words change only with the session, which a sign-in or sign-out changes by a post. */
export function shouldRevalidate({ formMethod }: { formMethod?: string }): boolean {
  return formMethod !== undefined
}

export const links: LinksFunction = () => [
  { rel: 'preload', href: serifLatin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'preload', href: interLatin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
]

export const meta: MetaFunction = () => [{ title: 'Fieldfolio' }]

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf9f5" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#1a1917" />
        <Meta />
        <Links />
      </head>
      <body suppressHydrationWarning>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

/** No dead ends: what happened, and a way on. */
export function ErrorBoundary() {
  const error = useRouteError()
  const known = isRouteErrorResponse(error)
    ? (error.data as { refusal?: { message: string; link?: { href: string; words: string } } })
    : undefined
  const missing = isRouteErrorResponse(error) && error.status === 404
  const message =
    known?.refusal?.message ??
    (missing
      ? "We can't find this page. Check the address, or go back to where you came from."
      : 'Something went wrong on our side. What was saved is safe; try again in a moment.')
  return (
    <PageFrame title={missing ? 'Not here' : known?.refusal ? 'Not this way' : 'That did not work'}>
      <p className="prose-measure">{message}</p>
      <p className="mt-6 flex gap-4">
        {known?.refusal?.link ? (
          <LinkButton look="act" to={known.refusal.link.href}>
            {known.refusal.link.words}
          </LinkButton>
        ) : null}
        <LinkButton to="/home">Back to your start page</LinkButton>
      </p>
    </PageFrame>
  )
}

import { isRouteErrorResponse, Link, useRouteError } from '@remix-run/react'
import { PageFrame } from './page-frame.tsx'

/** What a stranger reads where no certificate can be shown. */
export function VerifyProblem() {
  const error = useRouteError()
  const refusal = isRouteErrorResponse(error) ? (error.data as { refusal?: { message: string } }).refusal : undefined
  if (!isRouteErrorResponse(error) || error.status !== 404) {
    return (
      <PageFrame title="Not now">
        <p className="prose-measure">
          {refusal?.message ?? 'We cannot answer at the moment. Please try again shortly.'}
        </p>
      </PageFrame>
    )
  }
  return (
    <PageFrame title="We can't find this certificate">
      <div className="prose-measure grid gap-4">
        <p>There is no certificate at this address. The most usual reason is a letter that was typed differently.</p>
        <p>
          The address ends in sixteen letters and digits. Capital and small letters are the same, and there is no O, I
          or L among them. Scanning the code on the certificate is surest.
        </p>
        <p>
          <Link to="/verify">Type it again</Link>
        </p>
        <p>If it still is not found, ask the person who gave it to you, or the programme that is named on it.</p>
      </div>
    </PageFrame>
  )
}

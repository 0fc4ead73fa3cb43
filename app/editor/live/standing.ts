/**
 * How this page stands with the server, asked when no connection comes about. A browser sees nothing of a refused
 * handshake; and what answers may be no server of ours at all, but the sign-in page of a train.
 */
import { pageSchemaVersion } from '#domain/portfolio/page-schema.ts'

export type Standing =
  | { kind: 'good'; mayWrite: boolean }
  /** Nothing that is ours has answered: no network, a captive portal, a server that restarts. */
  | { kind: 'unreachable' }
  | { kind: 'stale' }
  | { kind: 'not-signed-in' }
  | { kind: 'gone' }

type Page = { personId: string; documentId: string; epoch: number }

export async function askStanding(entryId: string, page: Page): Promise<Standing> {
  try {
    const response = await fetch(`/entries/${entryId}/standing`, {
      headers: { Accept: 'application/json' },
      redirect: 'manual',
      cache: 'no-store',
      signal: AbortSignal.timeout(5_000),
    })
    return judge(response.status, await response.json(), page)
  } catch {
    return { kind: 'unreachable' }
  }
}

function judge(status: number, body: unknown, page: Page): Standing {
  const { standing, error } = (body ?? {}) as { standing?: Record<string, unknown>; error?: { code?: unknown } }
  if (status === 401 && error?.code === 'not_signed_in') return { kind: 'not-signed-in' }
  if (status === 404 && error?.code === 'not_found') return { kind: 'gone' }
  if (status !== 200 || !standing) return { kind: 'unreachable' }
  if (standing.personId !== page.personId) return { kind: 'not-signed-in' }
  const { documentId, epoch, schemaVersion } = standing
  const same = documentId === page.documentId && epoch === page.epoch && schemaVersion === pageSchemaVersion
  if (!same) return { kind: 'stale' }
  return { kind: 'good', mayWrite: standing.mayWrite === true }
}

import type { Db } from '#db/database.ts'
import { insertAudit } from '#db/queries/audit.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'

export type AuditEvent = {
  /** A verb of the product: `submit`, `sign-decision`, `revoke-certificate`. */
  action: string
  subjectKind: string
  subjectId: string
  detail?: Record<string, unknown>
}

/** Writes who did what inside the transaction of the deed itself, so that neither exists without the other. */
export async function recordAudit(
  transaction: Db,
  context: Pick<AppContext, 'clock' | 'newId'>,
  actor: Actor,
  event: AuditEvent,
): Promise<void> {
  await insertAudit(transaction, {
    id: context.newId(),
    at: context.clock.iso(),
    actorId: actor.kind === 'person' ? actor.personId : null,
    action: event.action,
    subjectKind: event.subjectKind,
    subjectId: event.subjectId,
    detail: JSON.stringify(event.detail ?? {}),
    requestId: null,
  })
}

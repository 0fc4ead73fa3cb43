import { listRoles, type RoleRow } from '#db/queries/access.ts'
import { findPerson } from '#db/queries/people.ts'
import { type Actor, type CohortRole, cohortRoles, type Hat, publicActor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'

type Known = { displayName: string; suspendedAt: string | null }

/** Who this person is to the product right now. Unknown or suspended: the public. */
export async function loadActor(context: Pick<AppContext, 'db' | 'clock'>, personId: string): Promise<Actor> {
  const person = await findPerson(context.db, personId)
  if (!person || person.suspendedAt) return publicActor
  return actorOf(context, personId, person, await listRoles(context.db, personId))
}

/** The same, from rows that were read together with others. */
export function actorOf(
  { clock }: Pick<AppContext, 'clock'>,
  personId: string,
  { displayName, suspendedAt }: Known,
  roles: RoleRow[],
): Actor {
  if (suspendedAt) return publicActor
  const today = clock.iso().slice(0, 10)
  const hats: Hat[] = []
  for (const row of roles) {
    const former = row.ended !== null && row.ended <= today
    const scope = { teamId: row.scopeId, cohortId: row.cohortId, former }
    if (row.source === 'participant') hats.push({ role: 'participant', ...scope, convenor: row.convenor !== null })
    else if (row.source === 'champion' || row.source === 'mentor') hats.push({ role: row.source, ...scope })
    else if (!former && cohortRoles.includes(row.role as CohortRole)) {
      hats.push({ role: row.role as CohortRole, cohortId: row.cohortId })
    }
  }
  return { kind: 'person', personId, name: displayName, suspended: false, hats }
}

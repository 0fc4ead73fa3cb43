import { listRoles } from '#db/queries/access.ts'
import { findPerson } from '#db/queries/people.ts'
import { type Actor, type CohortRole, cohortRoles, type Hat, publicActor } from '#domain/access/actor.ts'
import type { AppContext } from '../context.ts'

/** Who this person is to the product right now. Unknown or suspended: the public. */
export async function loadActor(context: Pick<AppContext, 'db' | 'clock'>, personId: string): Promise<Actor> {
  const person = await findPerson(context.db, personId)
  if (!person || person.suspendedAt) return publicActor
  const roles = await listRoles(context.db, personId)
  const today = context.clock.iso().slice(0, 10)
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
  return { kind: 'person', personId, name: person.displayName, suspended: false, hats }
}

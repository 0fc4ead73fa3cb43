import { bulkInsert } from './bulk-insert.ts'
import { demoId } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { cohortId, type World } from './read-world.ts'

/** Roles hang on a cohort. The Masters who mentor are also the pool from which reviewers are assigned. */
export async function loadRoles({ transaction }: Rows, world: World): Promise<void> {
  const roles: { cohort: string; handle: string; role: string }[] = []
  for (const person of world.people) {
    if (person.group === 'staff') roles.push({ cohort: 'demo', handle: person.handle, role: person.role! })
    if (person.group === 'mentors') roles.push({ cohort: 'demo', handle: person.handle, role: 'reviewer' })
  }
  for (const cohort of ['earlier', 'masters']) {
    roles.push({ cohort, handle: 'juniper.hallworth', role: 'manager' })
    roles.push({ cohort, handle: 'ase.kjaergard-lund', role: 'faculty' })
  }
  for (const handle of ['leopold.winterbourne', 'maren.fairweather'])
    roles.push({ cohort: 'masters', handle, role: 'facilitator' })
  await bulkInsert(
    transaction,
    'cohort_role',
    roles.map(({ cohort, handle, role }) => ({
      id: demoId(`role/${cohort}/${handle}/${role}`),
      cohortId: cohortId(cohort),
      personId: world.person(handle),
      role,
      since: cohort === 'earlier' ? '2026-04-01' : '2026-09-01',
      until: null,
    })),
  )
}

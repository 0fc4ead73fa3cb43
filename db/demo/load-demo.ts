/**
 * The demo world of 3 March 2027: everything that a new product needs to be looked at. It reads the files of this
 * folder, writes rows, and gives every row the same id at every load.
 */
import type { DemoNeeds } from './demo-needs.ts'
import { loadCheckIns } from './load-check-ins.ts'
import { loadContributions } from './load-contributions.ts'
import { loadEditions } from './load-editions.ts'
import { loadEntries, makeEntries } from './load-entries.ts'
import { loadEvents } from './load-events.ts'
import { loadEvidence } from './load-evidence.ts'
import { loadEarlierCycle, loadMasterClass } from './load-other-cohorts.ts'
import { loadPeople } from './load-people.ts'
import { loadPlaces } from './load-places.ts'
import { loadReviews } from './load-reviews.ts'
import { loadRoles } from './load-roles.ts'
import { loadTeams } from './load-teams.ts'
import { loadVersions } from './load-versions.ts'
import { readWorld } from './read-world.ts'

/** Fills a migrated, empty database. */
export async function loadDemo(needs: DemoNeeds): Promise<void> {
  const world = readWorld()
  const entries = makeEntries(world)
  await needs.db.transaction().execute(async (transaction) => {
    const rows = { transaction, needs }
    await loadPeople(rows, world)
    await loadPlaces(rows, world)
    await loadEditions(rows, world)
    await loadRoles(rows, world)
    await loadTeams(rows, world)
    await loadEvents(rows, world)
    await loadEntries(rows, entries)
    await loadContributions(rows, entries)
    await loadCheckIns(rows, world)
    await loadEvidence(rows, world, entries)
    await loadReviews(rows, world, entries)
    await loadVersions(rows, entries)
    await loadMasterClass(rows, world)
    await loadEarlierCycle(rows, world)
  })
}

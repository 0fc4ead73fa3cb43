import { type DemoNeeds, demoPassword } from '#db/demo/demo-needs.ts'
import { loadDemo } from '#db/demo/load-demo.ts'
import { resetDemo as emptyAndLoad } from '#db/demo/reset-demo.ts'
import { countPeople } from '#db/queries/operations.ts'
import { hashPassword } from '../accounts/password.ts'
import type { AppContext } from '../context.ts'

async function needsOf(context: AppContext): Promise<DemoNeeds> {
  return {
    db: context.db,
    passwordHash: await hashPassword(demoPassword),
    putEvidence: (key, bytes, mediaType) => context.evidenceStore.put(key, bytes, mediaType),
  }
}

/** Fills a database in which nobody lives yet with the demo. @returns whether it did, and not another server meanwhile. */
export async function loadDemoIntoNewDatabase(context: AppContext): Promise<boolean> {
  if ((await countPeople(context.db)) > 0) return false
  try {
    await loadDemo(await needsOf(context))
    return true
  } catch (error) {
    if ((await countPeople(context.db)) > 0) return false
    throw error
  }
}

/** Empties the database and loads the demo afresh. */
export async function resetDemo(context: AppContext): Promise<void> {
  await emptyAndLoad(await needsOf(context))
}

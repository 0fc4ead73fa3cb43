import type { AppContext } from '../context.ts'

/** Fills a database in which nobody lives yet with the demo. */
export async function loadDemoIntoNewDatabase(_context: AppContext): Promise<void> {}

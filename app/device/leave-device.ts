/** Signing out: what is not saved yet is named first, then this device forgets the person. */
import { copiesOf, deleteCopiesOf, othersHaveUnsaved } from './copies.ts'
import { onlyOnPages } from './open-pages.ts'

const settleWithin = 2_500
const lookEvery = 250

/** How many changes of this person only this device has, on its disk or on an open page. Those on their way to the server get a moment to arrive. */
export async function unsavedHere(personId: string): Promise<number> {
  for (let waited = 0; ; waited += lookEvery) {
    const copies = await copiesOf(personId)
    const changes = copies.reduce((sum, copy) => sum + copy.changes, onlyOnPages())
    if (changes === 0 || !navigator.onLine || waited >= settleWithin) return changes
    await new Promise((resolve) => setTimeout(resolve, lookEvery))
  }
}

/** @returns whether unsaved words of somebody else are here, which the server must not have cleared with the rest. */
export async function forgetPerson(personId: string): Promise<boolean> {
  const inTime = new Promise((resolve) => setTimeout(resolve, 2_000))
  await Promise.race([deleteCopiesOf(personId), inTime])
  return othersHaveUnsaved(personId)
}

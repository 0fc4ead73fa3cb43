/** The copies on this device: which there are, what in them is not saved, and how they go. Without Yjs: any page may ask. */
import { type About, deleteCopy, openCopy, readNotes } from './copy-database.ts'
import { type CopyName, readCopyName } from './copy-name.ts'

export type Copy = CopyName & { name: string; aside: boolean; changes: number; about: About | undefined }

async function namesHere(): Promise<string[]> {
  try {
    const databases = await indexedDB.databases()
    return databases.flatMap(({ name }) => (name ? [name] : []))
  } catch {
    return [] // A browser that keeps nothing, or does not tell.
  }
}

async function lookInto(name: string): Promise<Copy | undefined> {
  const parts = readCopyName(name)
  if (!parts) return undefined
  try {
    const database = await openCopy(name)
    const { about, unsaved } = await readNotes(database.transaction(['custom']))
    database.close()
    const changes = [...unsaved.values()].reduce((sum, one) => sum + one.changes, 0)
    return { ...parts, name, changes, about }
  } catch {
    return undefined
  }
}

/** Every copy of this person on this device. */
export async function copiesOf(personId: string): Promise<Copy[]> {
  const names = (await namesHere()).filter((name) => readCopyName(name)?.personId === personId)
  const copies = await Promise.all(names.map(lookInto))
  return copies.filter((copy) => copy !== undefined)
}

export async function deleteCopiesOf(personId: string): Promise<void> {
  const names = (await namesHere()).filter((name) => readCopyName(name)?.personId === personId)
  await Promise.allSettled(names.map(deleteCopy))
}

/** Whether somebody else left words here that are not saved: they are not this person's to delete. */
export async function othersHaveUnsaved(personId: string): Promise<boolean> {
  const names = (await namesHere()).filter((name) => (readCopyName(name)?.personId ?? personId) !== personId)
  const copies = await Promise.all(names.map(lookInto))
  return copies.some((copy) => (copy?.changes ?? 0) > 0)
}

/** Deletes what holds nothing unsaved, of anybody: nobody is signed in. */
export async function deleteSavedCopies(): Promise<void> {
  const copies = await Promise.all((await namesHere()).map(lookInto))
  await Promise.allSettled(copies.flatMap((copy) => (copy?.changes === 0 ? [deleteCopy(copy.name)] : [])))
}

/** Deletes what is saved, whoever's. @returns whether this copy stays, because words in it wait to be sent. */
export async function onlyUnsavedStays(name: string): Promise<boolean> {
  void deleteSavedCopies()
  return (await namesHere()).includes(name) && ((await lookInto(name))?.changes ?? 0) > 0
}

const mostKept = 30
const longestKept = 30 * 24 * 3_600_000

/** Deletes copies that hold nothing unsaved and are another person's, an older epoch's, or long unused. */
export async function tidyCopies(here: CopyName): Promise<void> {
  const copies = (await Promise.all((await namesHere()).map(lookInto))).filter((copy) => copy !== undefined)
  const saved = copies.filter((copy) => copy.changes === 0)
  const age = (copy: Copy) => Date.now() - (copy.about?.at ?? 0)
  const own = saved.filter((copy) => copy.personId === here.personId).sort((a, b) => age(a) - age(b))
  for (const copy of saved) {
    const sameDocument = copy.documentId === here.documentId
    if (sameDocument && copy.personId === here.personId && copy.epoch === here.epoch) continue
    const old = age(copy) > longestKept || own.indexOf(copy) >= mostKept
    if (copy.personId !== here.personId || sameDocument || old) await deleteCopy(copy.name).catch(() => {})
  }
}

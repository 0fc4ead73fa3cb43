/**
 * Copies of live documents in this browser: one IndexedDB database for each person, document and epoch, so that nobody
 * meets another person's words on a shared computer, and signing out finds all of its own.
 */
export type CopyName = { personId: string; documentId: string; epoch: number }

const prefix = 'fieldfolio'
const pattern = /^fieldfolio\/([\w-]+)\/([\w-]+)\/(\d+)(\/aside-\w+)?$/

export function copyName({ personId, documentId, epoch }: CopyName): string {
  return [prefix, personId, documentId, epoch].join('/')
}

/** The name of a copy that must not be merged into its document any more, and waits for its person's choice. */
export function asideName(name: CopyName, mark: string): string {
  return `${copyName(name)}/aside-${mark}`
}

/** @returns undefined for a database that is not one of ours. */
export function readCopyName(name: string): (CopyName & { aside: boolean }) | undefined {
  const [, personId, documentId, epoch, aside] = pattern.exec(name) ?? []
  if (!personId || !documentId) return undefined
  return { personId, documentId, epoch: Number(epoch), aside: aside !== undefined }
}

import type { Generated } from 'kysely'
import type { ConsentState, Declaration } from '#domain/evidence/consent.ts'
import type { EvidenceKind } from '#domain/evidence/evidence-types.ts'
import type { EvidenceState } from '#domain/evidence/evidence-view.ts'
import type { VersionKind } from '#domain/versions/version-rules.ts'

export interface DocumentTable {
  id: string
  epoch: Generated<number>
  schemaVersion: number
  state: string
  headSequence: Generated<number>
  createdAt: string
}

export interface DocumentUpdateTable {
  sequence: Generated<number>
  documentId: string
  epoch: number
  personId: string | null
  connectionId: string
  insertedCharacters: Generated<number>
  deletedCharacters: Generated<number>
  createdAt: string
  update: Uint8Array
}

/** The newest edits on SQLite, a tick in each row: see `update-journal.ts`. */
export interface DocumentJournalTable {
  id: Generated<number>
  firstSequence: number
  updates: Uint8Array
}

export interface DocumentSnapshotTable {
  documentId: string
  epoch: number
  uptoSequence: number
  state: Uint8Array
  createdAt: string
  /** Letters that whoever was there just then may not have read, as in `document_unread`; null where nobody was. */
  unread: string | null
}

export interface DocumentVersionTable {
  id: string
  documentId: string
  kind: VersionKind
  name: string | null
  /** The shared document's bytes, where who wrote which letter is kept with the text: for what was handed in. */
  state: Uint8Array | null
  content: string
  /** SHA-256 of the content's canonical JSON. */
  digest: string
  createdById: string | null
  createdAt: string
  epoch: Generated<number>
  /** The last row of the log that it covers. */
  uptoSequence: Generated<number>
  /** Who wrote since the version before it: person ids as JSON. */
  people: Generated<string>
  /** The snapshot that it was handed in with. */
  submissionId: string | null
  /** The version that took its place, for one kept before a restore. */
  restoredId: string | null
}

export interface DocumentProjectionTable {
  documentId: string
  uptoSequence: number
  content: string
  plainText: string
  wordCount: number
  updatedAt: string
  /** When the edits began that no version has yet. */
  writingSince: Generated<string | null>
}

export interface DocumentClientTable {
  documentId: string
  clientId: number
  personId: string | null
  firstSeenAt: string
}

export interface DocumentContributionTable {
  documentId: string
  personId: string
  insertedCharacters: Generated<number>
  deletedCharacters: Generated<number>
  firstAt: string
  lastAt: string
  /** Their newest row of the log: who wrote since a version. */
  lastSequence: Generated<number>
}

export interface PortfolioTable {
  id: string
  teamId: string
  editionId: string
  state: string
  summary: string | null
  coverEvidenceId: string | null
  publishedAt: string | null
  /** Ids of the snapshot's entries that the team published, as JSON. */
  storyEntries: string | null
  createdAt: string
  touchedAt: string
}

export interface PortfolioSectionTable {
  portfolioId: string
  section: string
  hiddenPrompts: string
  reopenedAt: string | null
  dueOn: string | null
  reopenedBecause: string | null
}

export interface EntryTable {
  id: string
  portfolioId: string
  section: string
  title: string
  position: string
  documentId: string
  authorId: string | null
  happenedOn: string | null
  createdById: string | null
  createdAt: string
  touchedAt: string
  archivedAt: string | null
}

export interface EntryTagTable {
  entryId: string
  kind: string
  value: string
  sentence: string | null
}

export interface EvidenceTable {
  id: string
  portfolioId: string
  kind: EvidenceKind
  title: string
  description: string
  altText: string
  fileName: string | null
  mediaType: string | null
  size: Generated<number>
  sha256: string | null
  storageKey: string | null
  thumbnailKey: string | null
  width: Generated<number>
  height: Generated<number>
  link: string | null
  note: string | null
  siteElementId: string | null
  takenOn: string | null
  capturedById: string | null
  declaration: Declaration
  consentState: ConsentState
  consentNote: string | null
  state: EvidenceState
  refusal: string | null
  /** What was taken out of the file, or could not be, as a sentence. */
  removed: string | null
  createdAt: string
  archivedAt: string | null
}

export interface UploadTable {
  id: string
  evidenceId: string
  personId: string
  storageKey: string
  multipartId: string
  size: number
  partSize: number
  createdAt: string
  expiresAt: string
  completedAt: string | null
  abortedAt: string | null
}

export interface EntryEvidenceTable {
  entryId: string
  evidenceId: string
}

import type { Generated } from 'kysely'
import type { Award } from '#domain/certificate/certificate-number.ts'
import type { CertificateState, RevocationReason } from '#domain/certificate/certificate-state.ts'

export interface SubmissionProposalTable {
  id: string
  portfolioId: string
  proposedById: string
  proposedAt: string
  state: string
  closedAt: string | null
}

export interface SubmissionVoiceTable {
  proposalId: string
  personId: string
  says: string
  note: string | null
  at: string
}

export interface SubmissionTable {
  id: string
  portfolioId: string
  number: number
  state: string
  roster: string
  manifest: string
  manifestSha256: string
  submittedById: string | null
  submittedAt: string
  openedAt: string | null
  withdrawnAt: string | null
}

export interface SubmissionEntryTable {
  id: string
  submissionId: string
  entryId: string
  section: string
  title: string
  position: string
  authorId: string | null
  tags: string
  content: string
  html: string
  wordCount: number
  sha256: string
}

export interface SubmissionEvidenceTable {
  submissionId: string
  evidenceId: string
  sha256: string | null
  details: string
}

export interface ReviewTable {
  id: string
  submissionId: string
  reviewerId: string
  place: number
  state: string
  feedback: string
  assignedById: string | null
  assignedAt: string
  openedAt: string | null
  submittedAt: string | null
  releasedAt: string | null
  total: number | null
}

export interface ScoreTable {
  reviewId: string
  criterion: string
  level: number | null
  sentence: string
  cannotJudge: string | null
  updatedAt: string
}

export interface CitationTable {
  id: string
  reviewId: string
  criterion: string
  entryId: string
  blockId: string
  partId: string | null
  start: number | null
  end: number | null
  quote: string
  createdAt: string
}

export interface AnnotationTable {
  id: string
  portfolioId: string
  submissionId: string | null
  reviewId: string | null
  entryId: string
  blockId: string | null
  partId: string | null
  region: string | null
  start: number | null
  end: number | null
  quote: string
  words: string
  audience: string
  authorId: string
  createdAt: string
  resolvedAt: string | null
  resolvedById: string | null
}

export interface AnnotationReplyTable {
  id: string
  annotationId: string
  authorId: string
  words: string
  createdAt: string
}

export interface ModerationTable {
  submissionId: string
  state: string
  reason: string
  openedAt: string
  settledAt: string | null
}

export interface ModerationMessageTable {
  id: string
  submissionId: string
  authorId: string
  words: string
  createdAt: string
}

export interface AgreedLevelTable {
  submissionId: string
  criterion: string
  level: number
  sentence: string
  proposedById: string
  proposedAt: string
  agreedById: string | null
  agreedAt: string | null
}

export interface DecisionTable {
  id: string
  submissionId: string
  outcome: string
  total: number
  computedOutcome: string
  /** What held beside the levels, as the proposer confirmed it (domain/review/pass-rule.ts `Gates`), JSON. */
  gates: string | null
  reason: string | null
  letter: string
  state: string
  proposedById: string
  proposedAt: string
  signedById: string | null
  signedAt: string | null
  /** The hat of the first signature, `manager` or `faculty`; the second wears the other. */
  signedAs: string | null
  secondSignedById: string | null
  secondSignedAt: string | null
  releasedById: string | null
  releasedAt: string | null
}

export interface DecisionSectionTable {
  decisionId: string
  section: string
  asks: string
  dueOn: string | null
}

export interface CertificateTable {
  id: string
  number: string
  sequence: number
  year: number
  personId: string
  teamId: string | null
  cohortId: string | null
  editionId: string
  decisionId: string | null
  award: Award
  commendedAt: string | null
  name: string
  nameLanguage: string | null
  nameConfirmedAt: string | null
  teamName: string | null
  programmeName: string
  issuer: string
  /** JSON: `Signatory[]` of domain/certificate/certificate-page.ts, frozen when the certificate is reserved. */
  signatories: string
  awardedOn: string
  state: CertificateState
  /** `award:edition:person` while the certificate lives; null once replaced or revoked. Unique. */
  awardKey: string | null
  statusIndex: number
  replacesId: string | null
  reservedAt: string
  renderedAt: string | null
  issuedAt: string | null
  issuedById: string | null
  /** Whoever is sending the message has claimed it; a claim that is five minutes old has been abandoned. */
  noticeClaimedAt: string | null
  notifiedAt: string | null
  revokedAt: string | null
  /** The public category; the words for staff stand in `revokedNote`. */
  revokedReason: RevocationReason | null
  revokedNote: string | null
  revokedById: string | null
  pdf: Uint8Array | null
  pdfSha256: string | null
  attempts: Generated<number>
  lastError: string | null
}

export interface CertificateHoldTable {
  decisionId: string
  personId: string
  reasons: string
  createdAt: string
  liftedAt: string | null
  liftedById: string | null
  liftedBecause: string | null
}

/** The last number given in a series (`associate-2027`); its row is the lock under which certificates are reserved. */
export interface CertificateSeriesTable {
  id: string
  last: Generated<number>
}

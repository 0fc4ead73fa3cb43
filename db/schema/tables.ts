import type { AttemptTable, AuditTable, PersonTable, SessionTable, SignInLinkTable } from './people.ts'
import type {
  DocumentClientTable,
  DocumentContributionTable,
  DocumentJournalTable,
  DocumentProjectionTable,
  DocumentSnapshotTable,
  DocumentTable,
  DocumentUpdateTable,
  DocumentVersionTable,
  EntryEvidenceTable,
  EntryTable,
  EntryTagTable,
  EvidenceTable,
  PortfolioSectionTable,
  PortfolioTable,
  UploadTable,
} from './portfolio.ts'
import type {
  ClusterTable,
  CohortRoleTable,
  CohortTable,
  CountyTable,
  DistrictTable,
  PersonDistrictTable,
  ProgrammeEditionTable,
  ProgrammeTable,
  SiteElementTable,
  SiteTable,
} from './programme.ts'
import type { DocumentRescueTable, DocumentUnreadTable } from './rescue.ts'
import type {
  AgreedLevelTable,
  AnnotationReplyTable,
  AnnotationTable,
  CertificateHoldTable,
  CertificateSeriesTable,
  CertificateTable,
  CitationTable,
  DecisionSectionTable,
  DecisionTable,
  ModerationMessageTable,
  ModerationTable,
  ReviewTable,
  ScoreTable,
  SubmissionEntryTable,
  SubmissionEvidenceTable,
  SubmissionProposalTable,
  SubmissionTable,
  SubmissionVoiceTable,
} from './review.ts'
import type {
  AttendanceTable,
  ChampionTable,
  CheckInTable,
  CheckInTurnTable,
  EventHostTable,
  EventTable,
  MembershipTable,
  MentorAssignmentTable,
  TeamSiteTable,
  TeamTable,
} from './teams.ts'

/** Every table; names singular and snake_case, columns camelCase, instants end in At (ISO text, UTC), days in On. */
export interface StoredTables {
  person: PersonTable
  session: SessionTable
  sign_in_link: SignInLinkTable
  attempt: AttemptTable
  audit: AuditTable
  programme: ProgrammeTable
  programme_edition: ProgrammeEditionTable
  cohort: CohortTable
  cohort_role: CohortRoleTable
  county: CountyTable
  district: DistrictTable
  cluster: ClusterTable
  site: SiteTable
  site_element: SiteElementTable
  person_district: PersonDistrictTable
  team: TeamTable
  team_site: TeamSiteTable
  membership: MembershipTable
  champion: ChampionTable
  mentor_assignment: MentorAssignmentTable
  event: EventTable
  event_host: EventHostTable
  attendance: AttendanceTable
  check_in: CheckInTable
  check_in_turn: CheckInTurnTable
  document: DocumentTable
  document_update: DocumentUpdateTable
  document_journal: DocumentJournalTable
  document_snapshot: DocumentSnapshotTable
  document_version: DocumentVersionTable
  document_projection: DocumentProjectionTable
  document_client: DocumentClientTable
  document_contribution: DocumentContributionTable
  document_rescue: DocumentRescueTable
  document_unread: DocumentUnreadTable
  portfolio: PortfolioTable
  portfolio_section: PortfolioSectionTable
  entry: EntryTable
  entry_tag: EntryTagTable
  evidence: EvidenceTable
  upload: UploadTable
  entry_evidence: EntryEvidenceTable
  submission_proposal: SubmissionProposalTable
  submission_voice: SubmissionVoiceTable
  submission: SubmissionTable
  submission_entry: SubmissionEntryTable
  submission_evidence: SubmissionEvidenceTable
  review: ReviewTable
  score: ScoreTable
  citation: CitationTable
  annotation: AnnotationTable
  annotation_reply: AnnotationReplyTable
  moderation: ModerationTable
  moderation_message: ModerationMessageTable
  agreed_level: AgreedLevelTable
  decision: DecisionTable
  decision_section: DecisionSectionTable
  certificate: CertificateTable
  certificate_hold: CertificateHoldTable
  certificate_series: CertificateSeriesTable
}

/** What can be read: also the whole update log, of which SQLite keeps the newest part in a journal. */
export interface Tables extends StoredTables {
  document_log: DocumentUpdateTable
}

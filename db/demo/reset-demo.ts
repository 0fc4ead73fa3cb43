import type { StoredTables } from '../schema/tables.ts'
import type { DemoNeeds } from './demo-needs.ts'
import { loadDemo } from './load-demo.ts'

/** What refers to something stands before what it refers to. The record keeps the list complete as tables come. */
const emptied: Record<keyof StoredTables, true> = {
  certificate_hold: true,
  certificate: true,
  certificate_series: true,
  decision_section: true,
  decision: true,
  agreed_level: true,
  moderation_message: true,
  moderation: true,
  annotation_reply: true,
  annotation: true,
  citation: true,
  score: true,
  review: true,
  submission_evidence: true,
  submission_entry: true,
  submission: true,
  submission_voice: true,
  submission_proposal: true,
  entry_evidence: true,
  upload: true,
  evidence: true,
  entry_tag: true,
  entry: true,
  portfolio_section: true,
  portfolio: true,
  document_rescue: true,
  document_unread: true,
  document_contribution: true,
  document_client: true,
  document_projection: true,
  document_version: true,
  document_snapshot: true,
  document_update: true,
  document_journal: true,
  document: true,
  check_in_turn: true,
  check_in: true,
  attendance: true,
  event_host: true,
  event: true,
  mentor_assignment: true,
  champion: true,
  membership: true,
  team_site: true,
  team: true,
  person_district: true,
  site_element: true,
  site: true,
  cluster: true,
  district: true,
  county: true,
  cohort_role: true,
  cohort: true,
  programme_edition: true,
  programme: true,
  audit: true,
  attempt: true,
  sign_in_link: true,
  session: true,
  person: true,
}

/** Takes everything out of the database and loads the demo afresh. Nothing of anybody's own work stays. */
export async function resetDemo(needs: DemoNeeds): Promise<void> {
  await needs.db.transaction().execute(async (transaction) => {
    for (const table of Object.keys(emptied) as (keyof StoredTables)[]) await transaction.deleteFrom(table).execute()
  })
  await loadDemo(needs)
}

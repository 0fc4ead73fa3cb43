import { expect, test } from 'vitest'
import { listSnapshotPages } from '#db/queries/review-reading.ts'
import { evidenceView } from '#domain/evidence/evidence-view.ts'
import { renderPage } from '#domain/portfolio/render-page.ts'
import { addNote } from '#server/evidence/add-words.ts'
import { settleConsent } from '#server/evidence/settle-consent.ts'
import { readSubmission } from '#server/submissions/read-submission.ts'
import { aSubmittedTeam } from '#tests/support/a-submission.ts'
import { bringEvidence } from '#tests/support/bring-evidence.ts'
import * as files from '#tests/support/evidence-files.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('a snapshot after consent was withdrawn', (makeApp) => {
  test('shows a sentence in the place of the picture and of the note, and keeps the rest', async () => {
    const app = await makeApp()
    const team = await aSubmittedTeam(app)
    const { portfolioId, submissionId } = team
    const { db } = app.context
    const member = await app.actor(team.memberIds[0]!)
    const photo = await bringEvidence(app, member, {
      portfolioId,
      fileName: 'gate.jpg',
      bytes: await files.photo(),
      altText: 'Ada at the gate',
    })
    const note = await addNote(app.context, member, { portfolioId, note: 'Ada said: nobody asked us.' })
    const kept = await addNote(app.context, member, { portfolioId, note: 'The bus came at ten.' })
    const rows = await db.selectFrom('evidence').selectAll().execute()
    const evidence = new Map(rows.map((row) => [row.id, evidenceView(row)]))
    const blocks = [
      { type: 'image', attrs: { id: 'b1', evidenceId: photo, alt: 'Ada at the gate', caption: 'Ada, 9' } },
      { type: 'evidence', attrs: { id: 'b2', evidenceId: note } },
      { type: 'evidence', attrs: { id: 'b3', evidenceId: kept } },
    ]
    const html = renderPage({ page: { type: 'doc', content: blocks }, blocks: {} }, { evidence, renderTool: () => '' })
    await db.updateTable('submission_entry').set({ html }).where('submissionId', '=', submissionId).execute()
    for (const evidenceId of [photo, note, kept]) {
      await db
        .insertInto('submission_evidence')
        .values({ submissionId, evidenceId, sha256: '', details: '{}' })
        .execute()
    }
    const shown = async () => [
      (await readSubmission(app.context, member, submissionId)).sections[0]!.entries[0]!.html,
      (await listSnapshotPages(db, submissionId))[0]!.html,
    ]
    for (const page of await shown()) expect(page).toMatch(/Ada at the gate.*Ada, 9.*Ada said.*The bus came/s)
    for (const evidenceId of [photo, note])
      await settleConsent(app.context, member, { evidenceId, to: 'withdrawn', note: '' })
    for (const page of await shown()) {
      expect(page).not.toMatch(/Ada|\/evidence\/.*\/file/)
      expect(page.match(/Consent for this piece was withdrawn/g)).toHaveLength(2)
      expect(page).toContain('The bus came at ten.')
      expect(page).toContain('data-block-id="b1"')
    }
  })
})

/** The rows behind the access walk, written straight into the tables, so that any state can stand beside any other. */
import type { CertificateState } from '#domain/certificate/certificate-state.ts'
import type { AppContext } from '#server/context.ts'
import type { States } from './access-world.ts'

export async function aReview(context: AppContext, submissionId: string, reviewerId: string, place: number) {
  const id = context.newId()
  const at = context.clock.iso()
  await context.db
    .insertInto('review')
    .values({
      id,
      submissionId,
      reviewerId,
      place,
      state: 'compared',
      feedback: '{}',
      assignedById: null,
      assignedAt: at,
      openedAt: at,
      submittedAt: at,
      releasedAt: null,
      total: 300,
    })
    .execute()
  return id
}

export async function aDecision(context: AppContext, submissionId: string, proposedById: string) {
  const id = context.newId()
  await context.db
    .insertInto('decision')
    .values({
      id,
      submissionId,
      outcome: 'certified',
      total: 300,
      computedOutcome: 'certified',
      reason: null,
      letter: 'Dear team,',
      state: 'proposed',
      proposedById,
      proposedAt: context.clock.iso(),
      signedById: null,
      signedAt: null,
      secondSignedById: null,
      secondSignedAt: null,
      releasedById: null,
      releasedAt: null,
    })
    .execute()
  return id
}

export async function aCertificate(
  context: AppContext,
  of: { personId: string; teamId: string; cohortId: string; editionId: string },
) {
  const id = '7k3mq9xw2a5tch'.padEnd(26, '0')
  const at = context.clock.iso()
  await context.db
    .insertInto('certificate')
    .values({
      ...of,
      id,
      number: 'A-2027-0001',
      sequence: 1,
      year: 2027,
      decisionId: null,
      award: 'associate',
      commendedAt: null,
      name: 'Ada Author',
      nameLanguage: null,
      nameConfirmedAt: null,
      teamName: 'Kelp Forest',
      programmeName: 'Associate (California)',
      issuer: 'The Center',
      signatories: '[]',
      awardedOn: '2027-03-01',
      state: 'issued',
      awardKey: `associate:${of.editionId}:${of.personId}`,
      statusIndex: 1,
      replacesId: null,
      reservedAt: at,
      renderedAt: at,
      issuedAt: at,
      issuedById: null,
      noticeClaimedAt: null,
      notifiedAt: at,
      revokedAt: null,
      revokedReason: null,
      revokedNote: null,
      revokedById: null,
      pdf: new TextEncoder().encode('%PDF-1.7'),
      pdfSha256: null,
      lastError: null,
    })
    .execute()
  return id
}

export async function aCheckIn(context: AppContext, teamId: string, startedById: string) {
  const id = context.newId()
  const at = context.clock.iso()
  await context.db
    .insertInto('check_in')
    .values({
      id,
      teamId,
      question: 'What moved you?',
      state: 'gathering',
      startedById,
      startedAt: at,
      phaseSince: at,
      turnOfId: null,
      order: '[]',
      endedAt: null,
      openForTeamId: teamId,
    })
    .execute()
  return id
}

/** A piece of the same file whose consent is open. */
export async function pendingNote(context: AppContext, of: { portfolioId: string; evidenceId: string }) {
  const id = context.newId()
  const ready = await context.db
    .selectFrom('evidence')
    .selectAll()
    .where('id', '=', of.evidenceId)
    .executeTakeFirstOrThrow()
  await context.db
    .insertInto('evidence')
    .values({ ...ready, id, declaration: 'identifiable-children', consentState: 'pending' })
    .execute()
  return id
}

export async function inSnapshot(context: AppContext, submissionId: string, evidenceId: string): Promise<void> {
  await context.db
    .insertInto('submission_evidence')
    .values({ submissionId, evidenceId, sha256: null, details: '{}' })
    .execute()
}

export async function aDraftNote(context: AppContext, of: { portfolioId: string; entryId: string; authorId: string }) {
  const id = context.newId()
  await context.db
    .insertInto('annotation')
    .values({
      ...of,
      id,
      submissionId: null,
      reviewId: null,
      blockId: null,
      partId: null,
      region: null,
      start: null,
      end: null,
      quote: '',
      words: 'I wonder.',
      audience: 'team',
      createdAt: context.clock.iso(),
      resolvedAt: null,
      resolvedById: null,
    })
    .execute()
  return id
}

type Rows = {
  portfolioId: string
  submissionId: string
  reviewId: string
  decisionId: string
  certificateId: string
  evidenceId: string
  entryIds: string[]
}
const decisionStates: Record<string, string> = { held: 'held', released: 'released' }

export async function writeStates({ db, clock }: AppContext, rows: Rows, states: States): Promise<void> {
  const set = (table: 'portfolio' | 'submission' | 'review', id: string, state: string) =>
    db.updateTable(table).set({ state }).where('id', '=', id).execute()
  await set('portfolio', rows.portfolioId, states.portfolio)
  await db
    .updateTable('portfolio')
    .set({ publishedAt: states.story === 'published' ? clock.iso() : null })
    .where('id', '=', rows.portfolioId)
    .execute()
  await set('submission', rows.submissionId, states.submission)
  await set('review', rows.reviewId, states.review)
  await db
    .updateTable('decision')
    .set({
      state: decisionStates[states.submission] ?? 'proposed',
      releasedAt: states.submission === 'released' ? clock.iso() : null,
    })
    .where('id', '=', rows.decisionId)
    .execute()
  await db
    .updateTable('certificate')
    .set({ state: states.certificate as CertificateState })
    .where('id', '=', rows.certificateId)
    .execute()
  await db
    .updateTable('entry')
    .set({ archivedAt: null, portfolioId: rows.portfolioId })
    .where('id', 'in', rows.entryIds)
    .execute()
  await db.updateTable('evidence').set({ archivedAt: null }).where('id', '=', rows.evidenceId).execute()
}

const watched = [
  'portfolio',
  'portfolio_section',
  'entry',
  'entry_tag',
  'evidence',
  'submission',
  'submission_proposal',
  'submission_voice',
  'review',
  'score',
  'annotation',
  'annotation_reply',
  'moderation_message',
  'agreed_level',
  'decision',
  'certificate',
  'membership',
  'champion',
  'mentor_assignment',
  'team',
  'team_site',
  'check_in',
  'check_in_turn',
  'attendance',
] as const

/** Everything that an act could have touched, in one string: the same before and after a refusal. */
export async function digestOf({ db }: AppContext): Promise<string> {
  const parts: string[] = []
  for (const table of watched) {
    const found = await db.selectFrom(table).selectAll().execute()
    parts.push(...found.map((row) => `${table} ${JSON.stringify(row, (key, value) => (key === 'pdf' ? '' : value))}`))
  }
  const { audited } = await db
    .selectFrom('audit')
    .select((eb) => eb.fn.countAll<number>().as('audited'))
    .executeTakeFirstOrThrow()
  return [...parts.sort(), `audit ${audited}`].join('\n')
}

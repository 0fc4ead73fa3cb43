import { createHash } from 'node:crypto'
import type { Db } from '#db/database.ts'
import { listEntries } from '#db/queries/entries.ts'
import { movePortfolio } from '#db/queries/review-place.ts'
import {
  closeProposal,
  findOpenProposal,
  insertSubmission,
  insertSubmissionEntries,
  insertSubmissionEvidence,
  lastSubmissionNumber,
  listVoices,
  shutReopenedSections,
} from '#db/queries/submissions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { listed } from '#domain/in-words.ts'
import { canonicalJson, type Manifest } from '#domain/submission/manifest.ts'
import { openPoints } from '#domain/submission/ready-check.ts'
import { agreementOf, type Voice } from '#domain/submission/voices.ts'
import type { PortfolioSubject } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { FrozenDocument } from '../collaboration/rooms.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { keepSubmittedVersions } from './keep-submitted-versions.ts'
import { decidablePortfolio, noProposal } from './propose-submission.ts'
import { readReadyFacts } from './read-ready-facts.ts'
import { snapshotEntries } from './snapshot-entries.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>

/**
 * Submits: freezes every page in one barrier, checks the final text, writes an immutable snapshot and moves the
 * portfolio, all in one transaction. Ten at once make one submission. The living draft goes on afterwards.
 * @throws not-ready with what is open, changed-meanwhile where somebody was faster
 */
export async function submitPortfolio(
  context: Needs,
  actor: Actor,
  portfolioId: string,
): Promise<{ submissionId: string; number: number }> {
  const { portfolio } = await decidablePortfolio(context.db, actor, portfolioId)
  if (!can(actor, 'submit', portfolio)) throw new Refusal('not-allowed', 'Only the team submits its portfolio.')
  await assertAgreed(context.db, context, portfolio)
  const documents = (await listEntries(context.db, portfolioId)).map((entry) => entry.documentId)
  return context.rooms.whileFrozen(documents, (frozen) =>
    context.db.transaction().execute((transaction) => writeSubmission(transaction, context, actor, portfolio, frozen)),
  )
}

/** @throws not-ready while somebody's word is still open */
async function assertAgreed(db: Db, context: Needs, portfolio: PortfolioSubject): Promise<string> {
  const proposal = await findOpenProposal(db, portfolio.portfolioId)
  if (!proposal) throw noProposal(portfolio.portfolioId)
  const { roster } = await readReadyFacts(db, portfolio, context.clock.today('UTC'))
  const voices = (await listVoices(db, proposal.id)) as Voice[]
  const members = roster.map((one) => one.personId)
  const agreement = agreementOf(proposal.proposedAt, members, voices, context.clock.iso())
  if (agreement.settled) return proposal.id
  const names = roster.filter((one) => agreement.waitingFor.includes(one.personId)).map((one) => one.givenName)
  throw new Refusal(
    'not-ready',
    agreement.objections.length > 0
      ? 'Somebody would like to talk first. Submit when everybody agrees.'
      : `${listed(names)} can still speak. Submit when everybody agrees, or a day after it was proposed.`,
    { link: { href: `/portfolios/${portfolio.portfolioId}/ready`, words: 'Back to the ready check' } },
  )
}

async function writeSubmission(
  transaction: Db,
  context: Needs,
  actor: Actor,
  portfolio: PortfolioSubject,
  frozen: Map<string, FrozenDocument>,
): Promise<{ submissionId: string; number: number }> {
  const { portfolioId } = portfolio
  const at = context.clock.iso()
  // The guarded move comes first: it holds the row, and whoever comes second finds the portfolio gone from its state.
  if (!(await movePortfolio(transaction, portfolioId, [portfolio.state], 'submitted'))) throw noProposal(portfolioId)
  const proposalId = await assertAgreed(transaction, context, portfolio)
  const contents = new Map([...frozen].map(([id, document]) => [id, document.content]))
  const material = await readReadyFacts(transaction, portfolio, context.clock.today('UTC'), contents)
  const blocking = openPoints(material.facts).filter((point) => point.blocks)
  if (blocking.length > 0) {
    throw new Refusal('not-ready', `Before you submit: ${blocking[0]!.sentence}`, {
      fields: Object.fromEntries(blocking.map((point, n) => [`point${n + 1}`, point.sentence])),
      link: { href: blocking[0]!.href, words: 'Go there' },
    })
  }
  if (material.entries.some((entry) => !frozen.has(entry.documentId))) {
    throw new Refusal(
      'changed-meanwhile',
      'A colleague opened a new page this very moment. Look at it together, then submit.',
    )
  }
  const number = (await lastSubmissionNumber(transaction, portfolioId)) + 1
  const submissionId = context.newId()
  const { rows, evidence } = await snapshotEntries(transaction, context, {
    portfolio,
    submissionId,
    material,
    contents,
  })
  const roster = material.roster.map(({ personId, name }) => ({ personId, name }))
  const manifest: Manifest = {
    fieldfolio: 1,
    submissionId,
    portfolioId,
    number,
    submittedAt: at,
    roster,
    entries: rows.map(({ entryId, section, title, sha256 }) => ({ entryId, section, title, sha256 })),
    evidence: evidence.map((one) => ({ evidenceId: one.id, sha256: one.sha256 })),
  }
  const manifestText = canonicalJson(manifest)
  await insertSubmission(transaction, {
    id: submissionId,
    portfolioId,
    number,
    state: 'submitted',
    roster: JSON.stringify(roster),
    manifest: manifestText,
    manifestSha256: createHash('sha256').update(manifestText).digest('hex'),
    submittedById: actor.kind === 'person' ? actor.personId : null,
    submittedAt: at,
    openedAt: null,
    withdrawnAt: null,
  })
  await insertSubmissionEntries(transaction, rows)
  await insertSubmissionEvidence(
    transaction,
    evidence.map((one) => ({
      submissionId,
      evidenceId: one.id,
      sha256: one.sha256,
      details: JSON.stringify(detailsOf(one)),
    })),
  )
  const { open } = material.facts
  await keepSubmittedVersions(transaction, frozen, {
    submissionId,
    at,
    personId: actor.kind === 'person' ? actor.personId : null,
    documentIds: material.entries.filter((one) => !open || open.includes(one.section)).map((one) => one.documentId),
  })
  await shutReopenedSections(transaction, portfolioId)
  await closeProposal(transaction, proposalId, 'submitted', at)
  await recordAudit(transaction, context, actor, {
    action: 'submit',
    subjectKind: 'portfolio',
    subjectId: portfolioId,
    detail: { submissionId, number },
  })
  return { submissionId, number }
}

function detailsOf(one: {
  kind: string
  title: string
  altText: string
  mediaType: string | null
  size: number
  takenOn: string | null
  consentState: string
  declaration: string
}) {
  const { kind, title, altText, mediaType, size, takenOn, consentState, declaration } = one
  return { kind, title, altText, mediaType, size, takenOn, consentState, declaration }
}

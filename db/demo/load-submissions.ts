/** Snapshots, reviews, notes and decisions of the demo, as the commands of the product would have left them. */
import { createHash } from 'node:crypto'
import { renderToolFigure } from '#domain/blocks/registry.ts'
import { type EvidenceFacts, evidenceView } from '#domain/evidence/evidence-view.ts'
import { evidenceInContent, wordCount } from '#domain/portfolio/page-text.ts'
import { renderPage } from '#domain/portfolio/render-page.ts'
import { canonicalJson, type Manifest } from '#domain/submission/manifest.ts'
import { bulkInsert } from './bulk-insert.ts'
import { demoId } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { laterBy } from './demo-time.ts'
import type { LoadedEntry } from './load-entries.ts'
import { displayName } from './load-people.ts'
import type { WrittenSubmission } from './read-reviews.ts'
import { portfolioId, type World } from './read-world.ts'
import { contentAt } from './write-history.ts'

export const submissionId = (team: string, number: number) => demoId(`submission/${team}/${number}`)

const openStates = new Set(['submitted'])

/** One immutable snapshot: what the team's pages said at its instant. */
export async function loadSubmission(
  { transaction }: Rows,
  world: World,
  team: string,
  written: WrittenSubmission,
  entries: LoadedEntry[],
): Promise<void> {
  const id = submissionId(team, written.number)
  const evidence = await transaction
    .selectFrom('evidence')
    .selectAll()
    .where('portfolioId', '=', portfolioId(team))
    .orderBy('id')
    .execute()
  const views = new Map(evidence.map((one) => [one.id, evidenceView(one as EvidenceFacts)]))
  const rows = entries.map((entry) => {
    const content = contentAt(entry, written.submittedAt)
    const text = canonicalJson(content)
    return {
      id: demoId(`submission-entry/${team}/${written.number}/${entry.key}`),
      submissionId: id,
      entryId: entry.id,
      section: entry.section,
      title: entry.title,
      position: entry.position,
      authorId: entry.authorId,
      tags: JSON.stringify(tagsOf(entry)),
      content: text,
      html: renderPage(content, { evidence: views, renderTool: renderToolFigure }),
      wordCount: wordCount(content),
      sha256: sha256(text),
    }
  })
  const used = new Set(entries.flatMap((entry) => evidenceInContent(contentAt(entry, written.submittedAt))))
  const frozen = evidence.filter((one) => used.has(one.id))
  const roster = world
    .membersOf(team)
    .filter((person) => person.group === 'members')
    .map((person) => ({ personId: person.id, name: displayName(person) }))
  const manifest: Manifest = {
    fieldfolio: 1,
    submissionId: id,
    portfolioId: portfolioId(team),
    number: written.number,
    submittedAt: written.submittedAt,
    roster,
    entries: rows.map(({ entryId, section, title, sha256 }) => ({ entryId, section, title, sha256 })),
    evidence: frozen.map((one) => ({ evidenceId: one.id, sha256: one.sha256 })),
  }
  const opened = written.reviews?.find((review) => review.scores)
  const submittedById = world.member(team, written.by).id
  await bulkInsert(transaction, 'submission', [
    {
      id,
      portfolioId: portfolioId(team),
      number: written.number,
      state: written.state,
      roster: JSON.stringify(roster),
      manifest: canonicalJson(manifest),
      manifestSha256: sha256(canonicalJson(manifest)),
      submittedById,
      submittedAt: written.submittedAt,
      openedAt: opened && !openStates.has(written.state) ? laterBy(written.submittedAt, 86_400) : null,
      withdrawnAt: null,
    },
  ])
  await bulkInsert(transaction, 'submission_entry', rows)
  await bulkInsert(
    transaction,
    'submission_evidence',
    frozen.map((one) => ({
      submissionId: id,
      evidenceId: one.id,
      sha256: one.sha256,
      details: JSON.stringify({
        kind: one.kind,
        title: one.title,
        altText: one.altText,
        mediaType: one.mediaType,
        size: one.size,
        takenOn: one.takenOn,
        consentState: one.consentState,
        declaration: one.declaration,
      }),
    })),
  )
  const proposalId = demoId(`proposal/${team}/${written.number}`)
  await bulkInsert(transaction, 'submission_proposal', [
    {
      id: proposalId,
      portfolioId: portfolioId(team),
      proposedById: submittedById,
      proposedAt: laterBy(written.submittedAt, -20_000),
      state: 'submitted',
      closedAt: written.submittedAt,
    },
  ])
  await bulkInsert(
    transaction,
    'submission_voice',
    roster.map(({ personId }, index) => ({
      proposalId,
      personId,
      says: 'agree',
      note: null,
      at: laterBy(written.submittedAt, -18_000 + index * 2400),
    })),
  )
}

function tagsOf(entry: LoadedEntry) {
  return [
    ...(entry.facets ?? []).map((value) => ({ kind: 'facet', value, sentence: null })),
    ...(entry.mandala ?? []).map((value) => ({ kind: 'mandala', value, sentence: null })),
    ...Object.entries(entry.goals ?? {}).map(([value, sentence]) => ({ kind: 'goal', value, sentence })),
  ]
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

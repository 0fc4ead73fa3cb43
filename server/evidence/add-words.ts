/** Evidence that is words and not a file: a link to something elsewhere, or a note. */
import { createHash } from 'node:crypto'
import { insertEvidence, touchPortfolioOfEvidence } from '#db/queries/evidence.ts'
import type { Actor } from '#domain/access/actor.ts'
import { type EvidenceDetails, linkProblem, longestNote } from '#domain/evidence/evidence-details.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { checkedDetails } from './begin-upload.ts'
import { writablePortfolio } from './writable-portfolio.ts'

type Wanted = Partial<EvidenceDetails> & { portfolioId: string }

/** @returns the id of the new piece. */
export async function addLink(context: AppContext, actor: Actor, wanted: Wanted & { link: string }): Promise<string> {
  const { personId } = await writablePortfolio(context, actor, wanted.portfolioId)
  const link = wanted.link.trim()
  const problem = linkProblem(link)
  if (problem) throw new Refusal('not-ready', problem, { fields: { link: problem } })
  const title = wanted.title?.trim() || new URL(link).hostname.replace(/^www\./, '')
  return insertWords(context, actor, { ...wanted, title, personId }, { kind: 'link', link, note: null })
}

/** @returns the id of the new piece. */
export async function addNote(context: AppContext, actor: Actor, wanted: Wanted & { note: string }): Promise<string> {
  const { personId } = await writablePortfolio(context, actor, wanted.portfolioId)
  const note = wanted.note.trim()
  const problem =
    note === ''
      ? 'Write what you saw or heard.'
      : note.length > longestNote
        ? 'Write the rest in an entry: a note stays short.'
        : undefined
  if (problem) throw new Refusal('not-ready', problem, { fields: { note: problem } })
  const title = wanted.title?.trim() || note.split('\n')[0]!.slice(0, 80)
  return insertWords(context, actor, { ...wanted, title, personId }, { kind: 'note', link: null, note })
}

async function insertWords(
  context: AppContext,
  actor: Actor,
  wanted: Wanted & { personId: string },
  words: { kind: 'link'; link: string; note: null } | { kind: 'note'; link: null; note: string },
): Promise<string> {
  const details = await checkedDetails(context, wanted.portfolioId, wanted)
  const id = context.newId()
  const now = context.clock.iso()
  const text = words.link ?? words.note
  await context.db.transaction().execute(async (transaction) => {
    await touchPortfolioOfEvidence(transaction, wanted.portfolioId, now)
    await insertEvidence(transaction, {
      id,
      portfolioId: wanted.portfolioId,
      ...words,
      ...details,
      sha256: createHash('sha256').update(text).digest('hex'),
      capturedById: wanted.personId,
      declaration: 'none',
      consentState: 'not-needed',
      state: 'ready',
      createdAt: now,
    })
    await recordAudit(transaction, context, actor, {
      action: `add-${words.kind}`,
      subjectKind: 'evidence',
      subjectId: id,
    })
  })
  return id
}

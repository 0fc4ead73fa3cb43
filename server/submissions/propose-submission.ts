import type { Db } from '#db/database.ts'
import { touchPortfolio } from '#db/queries/portfolios.ts'
import { closeProposal, findOpenProposal, insertProposal, saveVoice } from '#db/queries/submissions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { type PortfolioSubject, readablePortfolio } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'newId'>
type Person = Extract<Actor, { kind: 'person' }>

/** The portfolio, if this member may decide about its submission now. @throws not-found, not-allowed, locked */
export async function decidablePortfolio(
  db: Db,
  actor: Actor,
  portfolioId: string,
): Promise<{ portfolio: PortfolioSubject; person: Person }> {
  const portfolio = await readablePortfolio(db, actor, portfolioId)
  if (actor.kind === 'person' && can(actor, 'propose-submission', portfolio)) return { portfolio, person: actor }
  if (can(actor, 'propose-submission', { ...portfolio, state: 'draft' })) {
    throw new Refusal(
      'locked',
      'This portfolio was submitted already. You can read the snapshot, or withdraw it while no reviewer has opened it.',
      {
        link: { href: `/portfolios/${portfolioId}/ready`, words: 'See where it stands' },
      },
    )
  }
  throw new Refusal('not-allowed', 'Only the team decides when its portfolio is submitted.')
}

/** Proposes to submit; who proposes agrees. A second proposal joins the first. */
export async function proposeSubmission(context: Needs, actor: Actor, portfolioId: string): Promise<void> {
  const { person } = await decidablePortfolio(context.db, actor, portfolioId)
  const at = context.clock.iso()
  await context.db.transaction().execute(async (transaction) => {
    // Holds the portfolio's row, so that two members who propose at once make one proposal.
    await touchPortfolio(transaction, portfolioId, at)
    let proposal = await findOpenProposal(transaction, portfolioId)
    if (!proposal) {
      await insertProposal(transaction, {
        id: context.newId(),
        portfolioId,
        proposedById: person.personId,
        proposedAt: at,
      })
      proposal = await findOpenProposal(transaction, portfolioId)
      await recordAudit(transaction, context, actor, {
        action: 'propose-submission',
        subjectKind: 'portfolio',
        subjectId: portfolioId,
      })
    }
    if (proposal)
      await saveVoice(transaction, {
        proposalId: proposal.id,
        personId: person.personId,
        says: 'agree',
        note: null,
        at,
      })
  })
}

/** Says yes, or what still needs talking about. */
export async function voiceSubmission(
  context: Needs,
  actor: Actor,
  input: { portfolioId: string; says: 'agree' | 'object'; note: string },
): Promise<void> {
  const { person } = await decidablePortfolio(context.db, actor, input.portfolioId)
  const note = input.note.trim().slice(0, 1_000) || null
  if (input.says === 'object' && !note) {
    throw new Refusal('not-ready', 'Say in a sentence what you would like to talk about first.', {
      fields: { note: 'One sentence is enough.' },
    })
  }
  await context.db.transaction().execute(async (transaction) => {
    const proposal = await findOpenProposal(transaction, input.portfolioId)
    if (!proposal) throw noProposal(input.portfolioId)
    await saveVoice(transaction, {
      proposalId: proposal.id,
      personId: person.personId,
      says: input.says,
      note,
      at: context.clock.iso(),
    })
    await recordAudit(transaction, context, actor, {
      action: input.says === 'agree' ? 'agree-to-submit' : 'object-to-submit',
      subjectKind: 'portfolio',
      subjectId: input.portfolioId,
    })
  })
}

/** Takes the proposal back; the writing goes on. */
export async function takeBackProposal(context: Needs, actor: Actor, portfolioId: string): Promise<void> {
  await decidablePortfolio(context.db, actor, portfolioId)
  await context.db.transaction().execute(async (transaction) => {
    const proposal = await findOpenProposal(transaction, portfolioId)
    if (!proposal || !(await closeProposal(transaction, proposal.id, 'taken-back', context.clock.iso())))
      throw noProposal(portfolioId)
    await recordAudit(transaction, context, actor, {
      action: 'take-back-proposal',
      subjectKind: 'portfolio',
      subjectId: portfolioId,
    })
  })
}

export function noProposal(portfolioId: string): Refusal {
  return new Refusal(
    'changed-meanwhile',
    'There is no proposal to submit any more: a colleague was faster. Look again.',
    {
      link: { href: `/portfolios/${portfolioId}/ready`, words: 'See where it stands' },
    },
  )
}

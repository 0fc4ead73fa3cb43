import { findLastSubmission, findOpenProposal, listVoices } from '#db/queries/submissions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { type OpenPoint, openPoints } from '#domain/submission/ready-check.ts'
import { type Agreement, agreementOf, type Voice } from '#domain/submission/voices.ts'
import { readablePortfolio } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { readReadyFacts } from './read-ready-facts.ts'

export type ReadyCheckView = {
  portfolioId: string
  teamId: string
  state: string
  points: OpenPoint[]
  sections: { key: string; title: string }[]
  /** Sections that were reopened, with what is asked and until when. */
  asked: { section: string; title: string; because: string | null; dueOn: string | null }[]
  members: { personId: string; name: string; says: 'agree' | 'object' | null; note: string | null }[]
  proposal: { proposedBy: string; proposedAt: string; agreement: Agreement } | undefined
  last: { id: string; number: number; submittedAt: string; state: string; openedAt: string | null } | undefined
  mine: 'agree' | 'object' | null
  mayPropose: boolean
  mayWithdraw: boolean
}

/** The conversation before submitting, for anybody who may read the portfolio. */
export async function readReadyCheck(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  portfolioId: string,
): Promise<ReadyCheckView> {
  const portfolio = await readablePortfolio(context.db, actor, portfolioId)
  const { facts, template, roster, reopened } = await readReadyFacts(context.db, portfolio, context.clock.today('UTC'))
  const proposal = await findOpenProposal(context.db, portfolioId)
  const voices = proposal ? await listVoices(context.db, proposal.id) : []
  const last = await findLastSubmission(context.db, portfolioId)
  const me = actor.kind === 'person' ? actor.personId : ''
  const voiceOf = (personId: string) => voices.find((voice) => voice.personId === personId)
  const says = (personId: string) => (voiceOf(personId)?.says ?? null) as 'agree' | 'object' | null
  return {
    portfolioId,
    teamId: portfolio.teamId,
    state: portfolio.state,
    points: openPoints(facts),
    sections: template.sections.map(({ key, title }) => ({ key, title })),
    asked: reopened.map((one) => ({
      section: one.section,
      title: template.sections.find((section) => section.key === one.section)?.title ?? one.section,
      because: one.reopenedBecause,
      dueOn: one.dueOn,
    })),
    members: roster.map(({ personId, name }) => ({
      personId,
      name,
      says: says(personId),
      note: voiceOf(personId)?.note ?? null,
    })),
    proposal: proposal && {
      proposedBy: proposal.proposedBy,
      proposedAt: proposal.proposedAt,
      agreement: agreementOf(
        proposal.proposedAt,
        roster.map((one) => one.personId),
        voices as Voice[],
        context.clock.iso(),
      ),
    },
    last: last && {
      id: last.id,
      number: last.number,
      submittedAt: last.submittedAt,
      state: last.state,
      openedAt: last.openedAt,
    },
    mine: says(me),
    mayPropose: can(actor, 'propose-submission', portfolio),
    mayWithdraw: can(actor, 'withdraw', portfolio) && last?.openedAt === null,
  }
}

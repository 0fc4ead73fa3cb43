import { replaceDecisionSections, upsertDecision } from '#db/queries/decisions.ts'
import { lockSubmission, movePortfolio, moveSubmission } from '#db/queries/review-place.ts'
import type { Actor } from '#domain/access/actor.ts'
import { decisionObstacles, type NamedSection } from '#domain/review/decision-obstacles.ts'
import { isOutcome } from '#domain/review/outcome.ts'
import type { Gates } from '#domain/review/pass-rule.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { judgeSubmission } from './judge-submission.ts'
import { editionFor } from './review-edition.ts'
import { guardedSubmission } from './submission-guard.ts'

export type DecisionInput = {
  submissionId: string
  outcome: string
  gates: Gates
  /** Needed where the outcome departs from the pass rule. */
  reason: string
  /** Words to the team. */
  letter: string
  sections: NamedSection[]
}

/**
 * A reviewer proposes the decision. The pass rule computes the outcome from the agreed levels; a departure needs a
 * written reason, and `changes-asked` names its sections.
 * @returns the decision's id.
 */
export async function proposeDecision(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: DecisionInput,
): Promise<string> {
  const { submissionId, outcome, gates } = input
  const { place, personId } = await guardedSubmission(context.db, actor, 'propose-decision', submissionId)
  if (!isOutcome(outcome)) throw new Refusal('malformed', 'Choose one of the four outcomes.')
  const edition = await editionFor(context.db, place.editionId)
  return context.db.transaction().execute(async (transaction) => {
    if ((await lockSubmission(transaction, submissionId)) !== 'agreed') throw proposedAlready()
    const judged = await judgeSubmission(transaction, place, edition, gates)
    const sections = outcome === 'changes-asked' ? input.sections : []
    const fields = decisionObstacles(
      { ...input, outcome, sections, computedOutcome: judged.outcome },
      {
        sectionKeys: edition.template.sections.map((section) => section.key),
        today: context.clock.today(place.timeZone),
      },
    )
    if (Object.keys(fields).length > 0) throw new Refusal('not-ready', 'Before this can be proposed:', { fields })
    const id = await upsertDecision(transaction, {
      id: context.newId(),
      submissionId,
      outcome,
      total: judged.total,
      computedOutcome: judged.outcome,
      gates: JSON.stringify(gates),
      reason: input.reason.trim() || null,
      letter: input.letter.trim(),
      state: 'proposed',
      proposedById: personId,
      proposedAt: context.clock.iso(),
      signedById: null,
      signedAt: null,
      signedAs: null,
      secondSignedById: null,
      secondSignedAt: null,
      releasedById: null,
      releasedAt: null,
    })
    await replaceDecisionSections(transaction, id, sections)
    await moveSubmission(transaction, submissionId, ['agreed'], 'proposed')
    await movePortfolio(transaction, place.portfolioId, ['agreed'], 'proposed')
    await recordAudit(transaction, context, actor, {
      action: 'propose-decision',
      subjectKind: 'decision',
      subjectId: id,
      detail: { submissionId, outcome, computedOutcome: judged.outcome },
    })
    return id
  })
}

const proposedAlready = () =>
  new Refusal('changed-meanwhile', 'A decision is proposed already. Load the page again to read it.')

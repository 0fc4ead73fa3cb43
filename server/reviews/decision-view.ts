/** The decision page: agreed levels, what the pass rule makes of them, and who may do what next. */
import { findDecision, listDecisionSections, listNames } from '#db/queries/decisions.ts'
import { listAgreedLevels, listModerationMessages } from '#db/queries/moderation.ts'
import { getTeamFacts } from '#db/queries/review-conflicts.ts'
import { tookPartInReviewSession } from '#db/queries/review-reading.ts'
import type { Actor } from '#domain/access/actor.ts'
import { dayAfter } from '#domain/review/decision-obstacles.ts'
import { isOutcome, type Outcome } from '#domain/review/outcome.ts'
import { type Gates, openGates } from '#domain/review/pass-rule.ts'
import type { Level } from '#domain/review/rubric.ts'
import { signatureOf } from '#domain/review/signature.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import { judgeSubmission } from './judge-submission.ts'
import { recallHours } from './recall-decision.ts'
import { editionFor } from './review-edition.ts'
import { mayDo, readableSubmission } from './submission-guard.ts'

export type DecisionView = Awaited<ReturnType<typeof readDecision>>

export async function readDecision(context: Pick<AppContext, 'db' | 'clock'>, actor: Actor, submissionId: string) {
  const { db, clock } = context
  const submission = await readableSubmission(db, actor, submissionId)
  const { place, panel } = submission
  if (actor.kind === 'public' || !mayDo(actor, 'read-comparison', submission)) throw notFound('decision')
  const edition = await editionFor(db, place.editionId)
  const decision = await findDecision(db, submissionId)
  const agreed = await listAgreedLevels(db, submissionId)
  const settled = edition.rubric.criteria.every(({ key }) =>
    agreed.some((one) => one.criterion === key && one.agreedById !== null),
  )
  const gates: Gates = decision?.gates
    ? (JSON.parse(decision.gates) as Gates)
    : { ...openGates, reviewSession: await tookPartInReviewSession(db, place.teamId) }
  const judged = settled ? await judgeSubmission(db, place, edition, gates) : null
  const team = await getTeamFacts(db, place.teamId)
  const names = await listNames(
    db,
    [decision?.proposedById, decision?.signedById, decision?.secondSignedById, decision?.releasedById].filter(
      (id): id is string => Boolean(id),
    ),
  )
  const nameOf = (id: string | null | undefined): string | null => (id ? (names.get(id) ?? null) : null)
  const signature =
    decision?.state === 'proposed' && mayDo(actor, 'sign-decision', submission)
      ? signatureOf(actor, {
          cohortId: place.cohortId,
          proposedById: decision.proposedById,
          signedById: decision.signedById,
          signedAs: decision.signedAs,
          reviewerIds: panel.map((review) => review.reviewerId),
          closeIds: [...team.memberIds, ...team.championIds, ...team.mentorIds],
        })
      : null
  const today = clock.today(place.timeZone)
  const lastReturn =
    decision?.state === 'returned' ? (await listModerationMessages(db, submissionId)).at(-1) : undefined
  return {
    submissionId,
    portfolioId: place.portfolioId,
    cohortId: place.cohortId,
    teamName: place.teamName,
    number: place.number,
    state: place.state,
    today,
    defaultDue: dayAfter(today, edition.passRule.daysForChanges),
    levelNames: [...edition.rubric.levelNames],
    bar: edition.passRule.bar,
    perCandidateSections: edition.passRule.perCandidateSections,
    levels: edition.rubric.criteria.map(({ key, title }) => {
      const one = agreed.find((level) => level.criterion === key)
      return { key, title, level: (one?.level ?? null) as Level | null, sentence: one?.sentence ?? '' }
    }),
    sections: edition.template.sections.map(({ key, title }) => ({ key, title })),
    gates,
    judged: judged && { outcome: judged.outcome, total: judged.total, reasons: judged.reasons },
    decision: decision && {
      outcome: isOutcome(decision.outcome) ? decision.outcome : ('not-yet' as Outcome),
      computedOutcome: decision.computedOutcome as Outcome,
      reason: decision.reason,
      letter: decision.letter,
      state: decision.state,
      proposedBy: nameOf(decision.proposedById),
      proposedAt: decision.proposedAt,
      signedBy: nameOf(decision.signedById),
      signedAs: decision.signedAs,
      signedAt: decision.signedAt,
      secondSignedBy: nameOf(decision.secondSignedById),
      secondSignedAt: decision.secondSignedAt,
      releasedBy: nameOf(decision.releasedById),
      releasedAt: decision.releasedAt,
      sections: await listDecisionSections(db, decision.id),
    },
    returned: lastReturn ? { by: lastReturn.authorName, because: lastReturn.words } : null,
    candidates: edition.passRule.perCandidateSections.length > 0 ? await listMemberNames(db, team.memberIds) : [],
    may: {
      propose: mayDo(actor, 'propose-decision', submission),
      sign: signature !== null && 'hat' in signature,
      signProblem: signature && 'problem' in signature ? signature.problem : null,
      giveBack: mayDo(actor, 'return-decision', submission),
      release: mayDo(actor, 'release-decision', submission),
      recall:
        mayDo(actor, 'recall-decision', submission) &&
        decision?.releasedAt != null &&
        Date.parse(decision.releasedAt) + recallHours * 3_600_000 >= clock.now().getTime(),
    },
  }
}

async function listMemberNames(db: AppContext['db'], memberIds: string[]): Promise<string[]> {
  return [...(await listNames(db, memberIds)).values()].sort()
}

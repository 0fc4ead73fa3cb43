import type { Db } from '#db/database.ts'
import {
  type DecisionRow,
  deleteHold,
  listAwardDecisions,
  listCohortHolds,
  listNames,
  saveHold,
} from '#db/queries/award-decisions.ts'
import { listLivingAwardKeys, lockSeries, saveSeries } from '#db/queries/certificates.ts'
import { type CohortRow, findCohort, type MemberRow } from '#db/queries/events.ts'
import type { Actor } from '#domain/access/actor.ts'
import { isAward, isAwarded, isCommended } from '#domain/certificate/award-decision.ts'
import { type Award, awardKey, numberSeries } from '#domain/certificate/certificate-number.ts'
import { openCommitments } from '#domain/programme/commitments.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { cohortToCertify } from './certificate-subject.ts'
import { awardDay, readLedgers } from './read-ledgers.ts'
import { refreshPrepared, signatoriesOf } from './refresh-prepared.ts'
import { reserveCertificate } from './reserve-certificate.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'newId' | 'config'>
export type Prepared = { reserved: string[]; held: { personId: string; reasons: string[] }[] }

/**
 * Reserves a certificate for each member of the decided teams whose commitments are met; the others are held with the
 * reasons. Everything is fixed in one transaction under the lock of the number series, so a second press changes
 * nothing.
 * @param input one decision, or every released decision of a cohort.
 */
export async function prepareCertificates(
  context: Needs,
  actor: Actor,
  input: { decisionId?: string; cohortId?: string },
): Promise<Prepared> {
  const cohort = await cohortOf(context, actor, input)
  if (input.decisionId) {
    const [decision] = await listAwardDecisions(context.db, { decisionId: input.decisionId })
    if (decision) refuseUnlessAwarded(decision)
  }
  return context.db.transaction().execute(async (transaction) => {
    const today = context.clock.today(cohort.timeZone)
    const ledgers = await readLedgers(transaction, cohort, today)
    const awardedOn = awardDay(ledgers.events, today)
    const award = cohort.award as Award
    const series = numberSeries(award, Number(awardedOn.slice(0, 4)))
    let last = await lockSeries(transaction, series)
    // Read only now, under the lock: who else was preparing has finished.
    const decisions = (await listAwardDecisions(transaction, { cohortId: cohort.id })).filter(isAwarded)
    const chosen = input.decisionId ? decisions.filter((one) => one.id === input.decisionId) : decisions
    if (chosen.length === 0) throw nothingAwarded()
    await refreshPrepared(transaction, context, actor, cohort.id, decisions)
    const living = await listLivingAwardKeys(transaction, cohort.editionId)
    const holds = await listCohortHolds(transaction, cohort.id)
    const lifted = new Set(holds.filter((hold) => hold.liftedAt).map((hold) => `${hold.decisionId} ${hold.personId}`))
    const names = new Map(
      (
        await listNames(
          transaction,
          ledgers.members.map((member) => member.personId),
        )
      ).map((row) => [row.id, row]),
    )
    const result: Prepared = { reserved: [], held: [] }
    for (const [personId, places] of candidates(chosen, ledgers.members)) {
      if (living.has(awardKey(award, cohort.editionId, personId))) continue
      // A member of two decided teams needs one of the two ledgers complete, and gets one award.
      const standings = places.map(({ member, decision }) => ({
        decision,
        reasons: lifted.has(`${decision.id} ${personId}`)
          ? []
          : openCommitments(ledgers.of(member, decision.submittedAt)),
      }))
      const best = standings.reduce((one, other) => (other.reasons.length < one.reasons.length ? other : one))
      const person = names.get(personId)
      if (!person) continue
      if (best.reasons.length > 0) {
        const before = holds.find((one) => one.decisionId === best.decision.id && one.personId === personId)
        if (before?.reasons !== JSON.stringify(best.reasons)) {
          await hold(transaction, context, actor, best.decision.id, personId, best.reasons)
        }
        result.held.push({ personId, reasons: best.reasons })
        continue
      }
      last += 1
      const id = await reserveCertificate(
        transaction,
        context,
        {
          award,
          personId,
          teamId: best.decision.teamId,
          cohortId: cohort.id,
          editionId: cohort.editionId,
          decisionId: best.decision.id,
          commended: isCommended(best.decision.outcome),
          name: (person.certificateNameConfirmedAt && person.certificateName) || person.displayName.normalize('NFC'),
          nameLanguage: person.certificateNameConfirmedAt ? person.certificateNameLanguage : null,
          nameConfirmedAt: person.certificateNameConfirmedAt,
          teamName: best.decision.teamName,
          programmeName: cohort.programmeName,
          issuer: cohort.issuer,
          signatories: signatoriesOf(best.decision),
          awardedOn,
          replacesId: null,
        },
        last,
      )
      await deleteHold(transaction, best.decision.id, personId)
      await recordAudit(transaction, context, actor, {
        action: 'reserve-certificate',
        subjectKind: 'certificate',
        subjectId: id,
        detail: { personId, decisionId: best.decision.id },
      })
      result.reserved.push(id)
    }
    await saveSeries(transaction, series, last)
    return result
  })
}

async function cohortOf(
  context: Needs,
  actor: Actor,
  input: { decisionId?: string; cohortId?: string },
): Promise<CohortRow> {
  let cohortId = input.cohortId
  if (input.decisionId) {
    const [decision] = await listAwardDecisions(context.db, { decisionId: input.decisionId })
    if (!decision || (cohortId && decision.cohortId !== cohortId)) throw notFound('decision')
    cohortId = decision.cohortId
  }
  if (!cohortId || !(await findCohort(context.db, cohortId))) throw notFound('cohort')
  return cohortToCertify(context.db, actor, cohortId)
}

function refuseUnlessAwarded(decision: DecisionRow): void {
  if (isAwarded(decision)) return
  if (!isAward(decision.outcome)) {
    throw new Refusal('not-ready', `The decision about ${decision.teamName} does not award certificates.`)
  }
  throw new Refusal(
    'not-ready',
    `The decision about ${decision.teamName} has not been signed by two people and released. Release it first; certificates follow.`,
  )
}

function nothingAwarded(): Refusal {
  return new Refusal(
    'not-ready',
    'No team of this cohort has a released decision that awards certificates. Release the decisions first.',
  )
}

/** Who was on which decided team, by person. */
function candidates(decisions: DecisionRow[], members: MemberRow[]) {
  const found = new Map<string, { member: MemberRow; decision: DecisionRow }[]>()
  for (const decision of decisions) {
    for (const member of members) {
      const onTeam = member.teamId === decision.teamId
      // Who left before the team submitted keeps credit on entries, and no certificate is asked about.
      const left = member.endedOn !== null && member.endedOn < decision.submittedAt.slice(0, 10)
      if (onTeam && !left) found.set(member.personId, [...(found.get(member.personId) ?? []), { member, decision }])
    }
  }
  return found
}

async function hold(
  transaction: Db,
  context: Needs,
  actor: Actor,
  decisionId: string,
  personId: string,
  reasons: string[],
): Promise<void> {
  await saveHold(transaction, {
    decisionId,
    personId,
    reasons: JSON.stringify(reasons),
    createdAt: context.clock.iso(),
  })
  await recordAudit(transaction, context, actor, {
    action: 'hold-certificate',
    subjectKind: 'decision',
    subjectId: decisionId,
    detail: { personId, reasons },
  })
}

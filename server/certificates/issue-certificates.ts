import { listAwardDecisions } from '#db/queries/award-decisions.ts'
import { type CertificateRow, listCohortCertificates, moveCertificate } from '#db/queries/certificates.ts'
import { lockSubmission } from '#db/queries/review-place.ts'
import type { Actor } from '#domain/access/actor.ts'
import { isAwarded, isCommended } from '#domain/certificate/award-decision.ts'
import { certificatesInOneAct } from '#domain/certificate/certificate-state.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { cohortToCertify } from './certificate-subject.ts'
import { notifyHolders } from './notify-holders.ts'
import { renderReserved } from './render-reserved.ts'

type Needs = Pick<AppContext, 'db' | 'clock' | 'newId' | 'config' | 'mailer' | 'logger' | 'metrics'>
export type Issued = {
  /** Certificates that this act released. */
  issued: string[]
  failures: { certificateId: string; name: string; sentence: string }[]
  /** How many prepared certificates wait for another act. */
  waiting: number
}

/**
 * Releases prepared certificates, up to forty in one act: prints what is not printed yet, moves all of them in one
 * transaction, then tells each holder. Pressed again it does only what was left undone.
 * @param input.certificateIds none: everything prepared in the cohort, the first forty.
 */
export async function issueCertificates(
  context: Needs,
  actor: Actor,
  input: { cohortId: string; certificateIds?: string[] },
): Promise<Issued> {
  const cohort = await cohortToCertify(context.db, actor, input.cohortId)
  if (actor.kind !== 'person') throw notFound('cohort')
  const asked = input.certificateIds
  if (asked && asked.length > certificatesInOneAct) {
    throw new Refusal('too-many', `One act releases at most ${certificatesInOneAct} certificates. Choose fewer.`)
  }
  const before = await listCohortCertificates(context.db, cohort.id)
  if (asked?.some((id) => !before.some((row) => row.id === id))) throw notFound('certificate')
  const wanted = asked ? before.filter((row) => asked.includes(row.id)) : before
  const prepared = wanted.filter((row) => row.state === 'reserved' || row.state === 'rendered')
  const untold = wanted.filter((row) => row.state === 'issued' && row.notifiedAt === null)
  if (prepared.length === 0 && untold.length === 0 && !wanted.some((row) => row.state === 'issued')) {
    throw new Refusal('not-ready', 'No certificate of this cohort is prepared. Prepare them first.')
  }
  const batch = prepared.slice(0, certificatesInOneAct)
  await renderReserved(context, cohort, batch)

  const ids = new Set([...batch, ...untold].map((row) => row.id))
  const issued = await context.db.transaction().execute(async (transaction) => {
    const ours = new Set(batch.map((row) => row.decisionId))
    const places = await listAwardDecisions(transaction, { cohortId: cohort.id })
    // Held until the release is written: a recall of the decision waits here, or has finished before.
    const submissionIds = places.filter((one) => ours.has(one.id)).map((one) => one.submissionId)
    for (const id of submissionIds.sort()) await lockSubmission(transaction, id)
    const decisions = await listAwardDecisions(transaction, { cohortId: cohort.id })
    const awarded = new Map(decisions.filter(isAwarded).map((one) => [one.id, one]))
    const moved: string[] = []
    for (const row of batch) {
      const decision = row.decisionId ? awarded.get(row.decisionId) : undefined
      // Recalled, or changed since it was prepared: it waits until it is prepared again.
      if (row.decisionId && (!decision || isCommended(decision.outcome) !== (row.commendedAt !== null))) continue
      const marks = { issuedAt: context.clock.iso(), issuedById: actor.personId }
      if (!(await moveCertificate(transaction, row.id, ['rendered'], 'issued', marks))) continue
      await recordAudit(transaction, context, actor, {
        action: 'issue-certificate',
        subjectKind: 'certificate',
        subjectId: row.id,
        detail: { number: row.number },
      })
      moved.push(row.id)
    }
    return moved
  })
  context.metrics.certificatesIssued.add(issued.length)

  const between = await listCohortCertificates(context.db, cohort.id)
  await notifyHolders(
    context,
    between.filter((row) => ids.has(row.id) && row.state === 'issued' && row.notifiedAt === null),
  )
  const after = await listCohortCertificates(context.db, cohort.id)
  return {
    issued,
    failures: after.filter((row) => ids.has(row.id) && isUndone(row)).map(failureOf),
    waiting: prepared.length - batch.length,
  }
}

// A message without a failure is on its way: another press at the same moment is sending it.
const isUndone = (row: CertificateRow) =>
  row.state === 'reserved' ||
  row.state === 'rendered' ||
  (row.state === 'issued' && row.notifiedAt === null && row.lastError !== null)

function failureOf(row: CertificateRow) {
  const recalled = `The decision about ${row.teamName ?? 'the team'} has changed since, so this certificate waits. Once it is released again, prepare again.`
  return { certificateId: row.id, name: row.name, sentence: row.lastError ?? recalled }
}

import type { Db } from '#db/database.ts'
import { wereChangesAsked } from '#db/queries/decisions.ts'
import { listAgreedLevels } from '#db/queries/moderation.ts'
import type { SubmissionPlace } from '#db/queries/review-place.ts'
import type { ProgrammeEdition } from '#domain/programme/edition.ts'
import { type Judgement, judge } from '#domain/review/outcome.ts'
import type { Gates } from '#domain/review/pass-rule.ts'
import type { Level, Levels } from '#domain/review/rubric.ts'

/** What the pass rule makes of the agreed levels. */
export async function judgeSubmission(
  db: Db,
  place: SubmissionPlace,
  edition: ProgrammeEdition,
  gates: Gates,
): Promise<Judgement & { levels: Levels }> {
  const agreed = (await listAgreedLevels(db, place.submissionId)).filter((one) => one.agreedById !== null)
  const levels: Levels = Object.fromEntries(agreed.map((one) => [one.criterion, one.level as Level]))
  const before = await wereChangesAsked(db, place.portfolioId, place.number)
  return { ...judge(edition.passRule, edition.rubric, levels, gates, before), levels }
}

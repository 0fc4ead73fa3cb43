/** Both reviews side by side: only what differs, and how far the panel has come with it. */
import { findModeration, listAgreedLevels, listModerationMessages } from '#db/queries/moderation.ts'
import { listCitations, listScores } from '#db/queries/reviews.ts'
import type { Actor } from '#domain/access/actor.ts'
import { firstPlaces, isIn } from '#domain/review/review-state.ts'
import { isLevel, type Level } from '#domain/review/rubric.ts'
import type { AppContext } from '../context.ts'
import { editionFor } from './review-edition.ts'
import { type CitationView, citationView } from './review-sheet.ts'
import { guardedSubmission, mayDo } from './submission-guard.ts'

export type Voice = {
  reviewId: string
  name: string
  isMine: boolean
  level: Level | null
  sentence: string
  cannotJudge: string | null
  citations: CitationView[]
}
export type DifferenceView = {
  key: string
  title: string
  descriptors: string[]
  voices: Voice[]
  proposal: { level: Level; sentence: string; byName: string; isMine: boolean; agreed: boolean } | null
}
export type ComparisonView = {
  submissionId: string
  portfolioId: string
  teamName: string
  number: number
  state: string
  levelNames: string[]
  differences: DifferenceView[]
  same: { key: string; title: string; level: Level; sentence: string }[]
  moderation: { reasons: string[]; openedAt: string; settledAt: string | null } | null
  messages: { id: string; words: string; authorName: string; createdAt: string; isMine: boolean }[]
  maySettle: boolean
  mayTalk: boolean
  panel: { name: string; sentence: string }[]
}

export async function readComparison(
  context: Pick<AppContext, 'db'>,
  actor: Actor,
  submissionId: string,
): Promise<ComparisonView> {
  const { db } = context
  const submission = await guardedSubmission(db, actor, 'read-comparison', submissionId)
  const { place, panel, personId } = submission
  const edition = await editionFor(db, place.editionId)
  // A third reader's review stays closed until it is in, so that they judge as freely as the first two.
  const finished = panel.filter((review) => review.state === 'compared' || review.state === 'released')
  const ids = finished.map((review) => review.id)
  const [scores, citations, agreed, moderation, messages] = await Promise.all([
    listScores(db, ids),
    listCitations(db, ids),
    listAgreedLevels(db, submissionId),
    findModeration(db, submissionId),
    listModerationMessages(db, submissionId),
  ])
  const names = new Map(panel.map((review) => [review.reviewerId, review.name]))
  const view: Pick<ComparisonView, 'differences' | 'same'> = { differences: [], same: [] }
  for (const { key, title, levels } of edition.rubric.criteria) {
    const proposal = agreed.find((one) => one.criterion === key)
    const voices = finished.flatMap((review): Voice[] => {
      const score = scores.find((one) => one.reviewId === review.id && one.criterion === key)
      if (!score) return []
      return [
        {
          reviewId: review.id,
          name: review.name,
          isMine: review.reviewerId === personId,
          level: isLevel(score.level) ? score.level : null,
          sentence: score.sentence,
          cannotJudge: score.cannotJudge,
          citations: citations.filter((one) => one.reviewId === review.id && one.criterion === key).map(citationView),
        },
      ]
    })
    const first = voices.filter((voice) =>
      finished.some((one) => one.id === voice.reviewId && (firstPlaces as readonly number[]).includes(one.place)),
    )
    const differs =
      first.length > 0 && (first.some((one) => one.level === null) || new Set(first.map((one) => one.level)).size > 1)
    if (!differs && proposal) {
      view.same.push({ key, title, level: proposal.level as Level, sentence: proposal.sentence })
      continue
    }
    view.differences.push({
      key,
      title,
      descriptors: [...levels],
      voices,
      proposal: proposal
        ? {
            level: proposal.level as Level,
            sentence: proposal.sentence,
            byName: names.get(proposal.proposedById) ?? 'A reader',
            isMine: proposal.proposedById === personId,
            agreed: proposal.agreedById !== null,
          }
        : null,
    })
  }
  return {
    submissionId,
    portfolioId: place.portfolioId,
    teamName: place.teamName,
    number: place.number,
    state: place.state,
    levelNames: [...edition.rubric.levelNames],
    ...view,
    moderation: moderation
      ? {
          reasons: JSON.parse(moderation.reason) as string[],
          openedAt: moderation.openedAt,
          settledAt: moderation.settledAt,
        }
      : null,
    messages: messages.map(({ id, words, authorName, createdAt, authorId }) => ({
      id,
      words,
      authorName,
      createdAt,
      isMine: authorId === personId,
    })),
    maySettle: mayDo(actor, 'agree-levels', submission),
    mayTalk: mayDo(actor, 'moderate', submission),
    panel: panel.map(({ name, state }) => ({ name, sentence: isIn(state) ? 'has handed in' : 'is still reading' })),
  }
}

/** The rows of what is submitted, read, decided and certified. */
import { act, insideCohort, may, type Post, type RouteRow } from './route-row.ts'

const settling = (name: string, action: 'moderate' | 'agree-levels'): Post => ({
  body: act(name),
  may: may('submission', action),
})
const onDecision = (name: string, action: Parameters<typeof may<'submission'>>[1]): Post => ({
  body: act(name),
  may: may('submission', action),
})
const onReview = (name: string, action: 'score' | 'hand-in'): Post => ({ body: act(name), may: may('review', action) })

export const reviewRows: RouteRow[] = [
  {
    file: 'submissions.$submissionId._index/route.tsx',
    path: (w) => `/submissions/${w.submissionId}`,
    kind: 'page',
    through: 'submission',
    to: may('submission', 'read'),
  },
  {
    file: 'api.submissions.$submissionId.ts',
    path: (w) => `/api/submissions/${w.submissionId}`,
    kind: 'api',
    through: 'submission',
    to: may('submission', 'read'),
  },
  {
    file: 'submissions.$submissionId.comparison/route.tsx',
    path: (w) => `/submissions/${w.submissionId}/comparison`,
    kind: 'page',
    through: 'submission',
    to: may('submission', 'read'),
    shows: may('submission', 'read-comparison'),
    posts: [settling('agree', 'agree-levels'), settling('propose', 'agree-levels'), settling('say', 'moderate')],
  },
  {
    file: 'submissions.$submissionId.decision/route.tsx',
    path: (w) => `/submissions/${w.submissionId}/decision`,
    kind: 'page',
    through: 'submission',
    to: may('submission', 'read'),
    shows: may('submission', 'read-comparison'),
    posts: [
      onDecision('propose', 'propose-decision'),
      { ...onDecision('sign', 'sign-decision'), orRefusedFor: 'a manager who proposed signs nothing' },
      onDecision('return', 'return-decision'),
      onDecision('release', 'release-decision'),
      onDecision('recall', 'recall-decision'),
    ],
  },
  {
    file: 'reviews.$reviewId/route.tsx',
    path: (w) => `/reviews/${w.reviewId}`,
    kind: 'page',
    through: 'review',
    to: may('review', 'read'),
    posts: [onReview('open', 'score'), onReview('hand-in', 'hand-in'), onReview('feedback', 'score')],
  },
  {
    file: 'reviews.$reviewId_.write.ts',
    path: (w) => `/reviews/${w.reviewId}/write`,
    kind: 'posts only',
    through: 'review',
    to: may('review', 'read'),
    posts: ['score', 'cite', 'uncite', 'annotate', 'withdraw-note', 'feedback'].map((name) => onReview(name, 'score')),
  },
  {
    file: 'cohorts.$cohortId_.reviews/route.tsx',
    path: (w) => `/cohorts/${w.cohortId}/reviews`,
    kind: 'page',
    through: 'submission',
    to: may('cohort', 'review-board'),
    posts: [
      {
        body: act('assign', (w) => ({ submissionId: w.submissionId, reviewerId: 'nobody' })),
        may: may('submission', 'assign-reviewer'),
        finds: may('submission', 'read'),
      },
      {
        body: act('unassign', (w) => ({ submissionId: w.submissionId, reviewId: 'none' })),
        may: may('submission', 'assign-reviewer'),
        finds: may('submission', 'read'),
        orRefusedFor: 'no such review',
      },
    ],
  },
  {
    file: 'certificates.$certificateId/route.tsx',
    path: (w) => `/certificates/${w.certificateId}`,
    kind: 'page',
    through: 'certificate',
    to: may('certificate', 'read'),
    posts: [
      { body: act('revoke'), may: may('certificate', 'revoke') },
      { body: act('correct'), may: may('certificate', 'correct') },
    ],
  },
  {
    file: 'certificates.$certificateId[.pdf].ts',
    path: (w) => `/certificates/${w.certificateId}.pdf`,
    kind: 'file',
    to: may('certificate', 'read'),
  },
  {
    file: 'certificates.$certificateId[.svg].ts',
    path: (w) => `/certificates/${w.certificateId}.svg`,
    kind: 'file',
    to: may('certificate', 'read'),
  },
  {
    file: 'api.certificates.$certificateId.ts',
    path: (w) => `/api/certificates/${w.certificateId}`,
    kind: 'api',
    through: 'certificate',
    to: may('certificate', 'read'),
  },
  {
    file: 'cohorts.$cohortId_.certificates/route.tsx',
    path: (w) => `/cohorts/${w.cohortId}/certificates`,
    kind: 'page',
    to: may('cohort', 'read'),
    shows: may('cohort', 'issue-certificates'),
    posts: [
      { body: act('prepare'), may: may('cohort', 'issue-certificates') },
      { body: act('issue'), may: may('cohort', 'issue-certificates') },
    ],
  },
  {
    file: 'cohorts.$cohortId_.ceremony/route.tsx',
    path: (w) => `/cohorts/${w.cohortId}/ceremony`,
    kind: 'page',
    to: (actor, world) =>
      insideCohort(actor, world) &&
      actor.kind === 'person' &&
      actor.hats.some((hat) => hat.role !== 'reviewer' && !('former' in hat && hat.former)),
  },
  {
    file: 'verify.$certificateId.tsx',
    path: (w) => `/verify/${w.certificateId}`,
    kind: 'page',
    through: 'certificate',
    to: may('certificate', 'verify'),
  },
  {
    file: 'credentials.$certificateId.ts',
    path: (w) => `/credentials/${w.certificateId}`,
    kind: 'api',
    to: 'public',
  },
  {
    file: 'credentials.$certificateId[.json].ts',
    path: (w) => `/credentials/${w.certificateId}.json`,
    kind: 'api',
    through: 'certificate',
    to: may('certificate', 'verify'),
  },
]

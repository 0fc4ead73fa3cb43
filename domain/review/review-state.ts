/** The life of one review, and the words for the states of a submission. */
import type { SubmissionState } from '../access/access-table.ts'

type ReviewState = 'assigned' | 'scoring' | 'submitted' | 'compared' | 'released'
const statesOfAReviewThatIsIn: ReviewState[] = ['submitted', 'compared', 'released']

/** A review that is handed in, whether or not others may read it yet. */
export const isIn = (state: string): boolean => (statesOfAReviewThatIsIn as string[]).includes(state)

/** Two independent reviewers judge first; a third reader sits in place 3 when moderation needs one. */
export const firstPlaces = [1, 2] as const
export const thirdPlace = 3

export const submissionWords: Record<SubmissionState, string> = {
  submitted: 'Waiting for its reviewers',
  'in-review': 'Being read by its reviewers',
  compared: 'Both reviews are in; the pair settle what differs',
  moderation: 'In moderation',
  agreed: 'Levels agreed; the reviewers propose a decision',
  proposed: 'A decision is proposed and waits for signatures',
  held: 'Signed and held until it is released',
  released: 'Released to the team',
  withdrawn: 'Withdrawn by the team',
}

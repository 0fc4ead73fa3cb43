/** What a reviewer tells the team beside the levels; words come first. */
import { z } from 'zod'

export const feedbackSchema = z.object({
  /** "We noticed": two sentences. */
  noticed: z.string().max(2000).default(''),
  /** "It moved us that": one sentence. */
  moved: z.string().max(1000).default(''),
  /** "We wonder": one or two questions. */
  wonder: z.string().max(2000).default(''),
  /** "To reach Established": concrete steps, for criteria at 1 or 2 alone. */
  toReach: z.record(z.string(), z.string().max(1000)).default({}),
})
export type Feedback = z.infer<typeof feedbackSchema>

export const parseFeedback = (text: string): Feedback => feedbackSchema.parse(text ? JSON.parse(text) : {})

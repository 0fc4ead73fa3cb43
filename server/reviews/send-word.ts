/**
 * Word by mail, after the deed is done and kept: a message that cannot leave is logged and takes nothing back.
 * Messages say that there is something to read, never what.
 */
import { findReviewerAddress, findSubmissionPlace, listMemberAddresses } from '#db/queries/review-place.ts'
import type { AppContext } from '../context.ts'

type Needs = Pick<AppContext, 'db' | 'mailer' | 'config' | 'clock' | 'logger'>

/** Tells a reviewer that a portfolio waits for them. */
export async function sendWordToReviewer(context: Needs, reviewId: string): Promise<void> {
  const reviewer = await findReviewerAddress(context.db, reviewId)
  if (!reviewer) return
  await send(context, {
    to: reviewer.email,
    toName: reviewer.name,
    subject: `A portfolio waits for you: ${reviewer.teamName}`,
    text: [
      `Hello ${reviewer.name},`,
      `you are asked to read the portfolio of ${reviewer.teamName}. Most readers need about an hour; everything you write is kept as you go.`,
      `${context.config.appUrl}/reviews/${reviewId}`,
    ].join('\n\n'),
  })
}

/** Tells each member that the answer is there. */
export async function sendWordToTeam(context: Needs, submissionId: string): Promise<void> {
  const place = await findSubmissionPlace(context.db, submissionId)
  if (!place) return
  const today = context.clock.today(place.timeZone)
  for (const member of await listMemberAddresses(context.db, place.teamId, today)) {
    await send(context, {
      to: member.email,
      toName: member.name,
      subject: `Your readers have answered: ${place.teamName}`,
      text: [
        `Hello ${member.name},`,
        `two readers went through the portfolio of ${place.teamName}. Their words wait for you here, best read together:`,
        `${context.config.appUrl}/portfolios/${place.portfolioId}/outcome`,
      ].join('\n\n'),
    })
  }
}

async function send(context: Needs, message: Parameters<AppContext['mailer']['send']>[0]): Promise<void> {
  try {
    await context.mailer.send(message)
  } catch (error) {
    context.logger.warn({ err: error }, 'a message about a review could not leave')
  }
}

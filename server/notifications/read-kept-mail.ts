import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'
import type { KeptMessage } from './mailer.ts'

/** Messages kept in the folder, for staff. Sign-in links are another person's key: their address is shown, not the way in. */
export async function readKeptMail(
  context: Pick<AppContext, 'mailer' | 'config'>,
  actor: Actor,
): Promise<KeptMessage[]> {
  const hats = actor.kind === 'person' ? actor.hats : []
  const may = hats.some((hat) => can(actor, 'read-mail', { kind: 'cohort', cohortId: hat.cohortId, state: 'any' }))
  if (!may || context.config.smtpUrl) throw notFound()
  const messages = await context.mailer.list()
  if (context.config.demo) return messages
  return messages.map((message) => ({
    ...message,
    text: message.text.replace(/\/sign-in\/link\/\S+/g, '/sign-in/link/… (only its receiver may use it)'),
  }))
}

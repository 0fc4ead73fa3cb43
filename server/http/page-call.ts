import type { IncomingMessage } from 'node:http'
import { type Actor, publicActor } from '#domain/access/actor.ts'
import { loadActor } from '../access/load-actor.ts'
import { tokenOf, type ValidSession, validateSession } from '../accounts/sessions.ts'
import { isSharedComputer, untilClosed } from '../accounts/shared-computer.ts'
import type { AppContext } from '../context.ts'
import { visitorAddress } from './visitor-address.ts'

/** What the HTTP door hands to every loader and action. The session is read once a request, the actor at first need. */
export type PageCall = {
  context: AppContext
  nonce: string
  requestId: string
  session: ValidSession | undefined
  actor: () => Promise<Actor>
  /** The visitor's network address, as limits count it. */
  address: string
  /** Told the pattern of the route that answers, once it is known. */
  answeredBy?: (route: string) => void
}

export async function makePageCall(
  context: AppContext,
  request: IncomingMessage,
  nonce: string,
  requestId: string,
): Promise<PageCall> {
  const session = await validateSession(context, tokenOf(context, request.headers))
  if (session?.renewedCookie && isSharedComputer(request.headers.cookie)) {
    session.renewedCookie = untilClosed(session.renewedCookie)
  }
  let actor: Promise<Actor> | undefined
  return {
    context,
    nonce,
    requestId,
    session,
    actor() {
      actor ??= session ? loadActor(context, session.personId) : Promise.resolve(publicActor)
      return actor
    },
    address: visitorAddress(context.config, request),
  }
}

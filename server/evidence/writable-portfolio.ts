import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { type PortfolioSubject, readablePortfolio } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'

/** The portfolio, if the actor is of the team that fills it. @throws not-found, not-allowed */
export async function writablePortfolio(
  { db }: Pick<AppContext, 'db'>,
  actor: Actor,
  portfolioId: string,
): Promise<PortfolioSubject & { personId: string }> {
  const portfolio = await readablePortfolio(db, actor, portfolioId)
  if (actor.kind !== 'person') throw notFound('portfolio')
  if (!can(actor, 'write', portfolio)) {
    throw new Refusal('not-allowed', 'Only members of this team bring evidence here. You can read what they brought.')
  }
  return { ...portfolio, personId: actor.personId }
}

import { listKnownSites, lockTeam, replaceTeamSites } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readableTeam } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

/** The team's focus: one site or more, one of them the main one. */
export async function setSites(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: { teamId: string; siteIds: string[]; mainSiteId: string },
): Promise<void> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'set-up', team))
    throw new Refusal('not-allowed', 'Only the team and the programme’s staff set its sites.')
  const siteIds = [...new Set(input.siteIds)]
  if (siteIds.length === 0)
    throw new Refusal('not-ready', 'A team works at one site at least.', { fields: { siteIds: 'Choose a site.' } })
  if (!siteIds.includes(input.mainSiteId))
    throw new Refusal('not-ready', 'Say which of your sites is the main one.', {
      fields: { mainSiteId: 'Choose one of the sites above.' },
    })
  const known = await listKnownSites(context.db, siteIds)
  if (known.length < siteIds.length)
    throw new Refusal('not-ready', 'One of these sites is not in the register. Ask the programme’s staff to add it.', {
      fields: { siteIds: 'Choose sites from the list.' },
    })
  await context.db.transaction().execute(async (transaction) => {
    await lockTeam(transaction, team.teamId)
    const at = context.clock.iso()
    await replaceTeamSites(
      transaction,
      team.teamId,
      siteIds.map((siteId) => ({ siteId, mainSince: siteId === input.mainSiteId ? at : null })),
    )
    await recordAudit(transaction, context, actor, {
      action: 'set-sites',
      subjectKind: 'team',
      subjectId: team.teamId,
      detail: { siteIds, mainSiteId: input.mainSiteId },
    })
  })
}

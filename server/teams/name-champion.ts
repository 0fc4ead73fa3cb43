import { findPersonIdByEmail, insertChampion, listChampions, lockTeam } from '#db/queries/teams.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { readableTeam } from '../access/load-subject.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

export const championLevels = ['site', 'district', 'county-office', 'other'] as const
export type NameChampionInput = {
  teamId: string
  email: string
  title?: string | null
  organisation?: string | null
  level: string
}

/** A decision maker who opens doors. May be a member: one person, two roles, counted once. */
export async function nameChampion(
  context: Pick<AppContext, 'db' | 'clock' | 'newId' | 'rooms'>,
  actor: Actor,
  input: NameChampionInput,
): Promise<{ championId: string; personId: string }> {
  const team = await readableTeam(context.db, actor, input.teamId)
  if (!can(actor, 'name-champion', team))
    throw new Refusal('not-allowed', 'Only the team and the programme’s staff name a champion.')
  if (!(championLevels as readonly string[]).includes(input.level))
    throw new Refusal('not-ready', 'Say where your champion decides.', {
      fields: { level: 'Choose site, district, county office or other.' },
    })
  const personId = await findPersonIdByEmail(context.db, input.email)
  if (!personId)
    throw new Refusal('not-ready', 'Nobody here has this address yet. Invite your champion to Fieldfolio first.', {
      fields: { email: 'No account has this e-mail address. Check its spelling, or ask your coach to invite them.' },
    })
  const championId = context.newId()
  await context.db.transaction().execute(async (transaction) => {
    await lockTeam(transaction, team.teamId)
    const champions = await listChampions(transaction, team.teamId)
    if (champions.some((champion) => champion.personId === personId))
      throw new Refusal('changed-meanwhile', 'This person is your champion already.', {
        link: { href: `/teams/${team.teamId}/people`, words: 'See your champions' },
      })
    await insertChampion(transaction, {
      id: championId,
      teamId: team.teamId,
      personId,
      title: input.title?.trim() || null,
      organisation: input.organisation?.trim() || null,
      level: input.level,
      accessStatement: null,
      confirmedAt: null,
      endedOn: null,
    })
    await recordAudit(transaction, context, actor, {
      action: 'name-champion',
      subjectKind: 'team',
      subjectId: team.teamId,
      detail: { personId, level: input.level },
    })
  })
  context.rooms.accessChanged({ personId, teamId: team.teamId })
  return { championId, personId }
}

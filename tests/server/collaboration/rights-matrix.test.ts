import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { portfolioStates } from '#domain/access/access-table.ts'
import { can } from '#domain/access/can.ts'
import { rawClient, until, updateOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

describeOnBothDatabases('Sockets and the access table', (makeApp) => {
  it('agree for everybody, in every state, for shared and for personal entries', async () => {
    const app = await makeApp({ LIMIT_SOCKETS_PER_ADDRESS: '10000' })
    const { world, context } = app
    const url = await app.listen()
    const team = await world.team()
    const cohortId = team.cohortId
    const people: Record<string, string> = {
      member: team.memberIds[0]!,
      author: team.memberIds[1]!,
      'former member': await world.member(team.id, undefined, '2027-01-01'),
      champion: await world.champion(team.id),
      mentor: await world.mentor(team.id),
      'former mentor': await world.mentor(team.id, undefined, '2027-01-01'),
      manager: await world.cohortRole(cohortId, 'manager'),
      coach: await world.cohortRole(cohortId, 'coach'),
      support: await world.cohortRole(cohortId, 'support'),
      facilitator: await world.cohortRole(cohortId, 'facilitator'),
      faculty: await world.cohortRole(cohortId, 'faculty'),
      reviewer: await world.cohortRole(cohortId, 'reviewer'),
      suspended: await world.member(team.id, await world.person('Sus', 'Pended', { suspendedAt: app.clock.iso() })),
      'another team': (await world.team({ cohortId })).memberIds[0]!,
      'nobody in particular': await world.person(),
    }
    const cookies = new Map<string, string>()
    for (const [name, personId] of Object.entries(people)) cookies.set(name, await app.cookieOf(personId))
    const shared = await world.entry(team.portfolioId, { words: '' })
    const personal = await world.entry(team.portfolioId, { section: '11', authorId: people.author!, words: '' })
    const differences: string[] = []
    for (const state of portfolioStates) {
      await context.db.updateTable('portfolio').set({ state }).where('id', '=', team.portfolioId).execute()
      for (const [name, personId] of Object.entries(people)) {
        const actor = await app.actor(personId)
        for (const [kind, { documentId }] of [
          ['entry', shared],
          ['personal-entry', personal],
        ] as const) {
          const ownerIds = kind === 'entry' ? [] : [people.author!]
          const subject = { kind, state, teamId: team.id, cohortId, ownerIds }
          const expected = !can(actor, 'read', subject) ? 'out' : can(actor, 'write', subject) ? 'writes' : 'reads'
          const seen = await tryIt(url, documentId, cookies.get(name)!)
          if (seen !== expected) differences.push(`${name}, ${kind}, ${state}: ${seen} instead of ${expected}`)
        }
      }
    }
    expect(differences).toEqual([])
  })
})

async function tryIt(url: string, documentId: string, cookie: string): Promise<'out' | 'reads' | 'writes'> {
  const raw = await rawClient(url, documentId, cookie)
  if (raw.status !== 101) return 'out'
  raw.askSaved(1)
  await raw.saved(1)
  const document = new Y.Doc()
  raw.sendUpdate(updateOf(document, () => document.getXmlFragment('default').insert(0, [new Y.XmlElement('divider')])))
  raw.askSaved(2)
  const told = () => raw.heard.find((one) => one.kind === 'refused' || (one.kind === 'saved' && one.nonce === 2))
  await until(() => told() !== undefined, 'an answer')
  raw.close()
  return told()?.kind === 'saved' ? 'writes' : 'reads'
}

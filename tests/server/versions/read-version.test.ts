import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { readEntryPage } from '#server/portfolios/read-entry-page.ts'
import { nameVersion } from '#server/versions/name-version.ts'
import { readComparison, readVersion } from '#server/versions/read-version.ts'
import { readVersions } from '#server/versions/read-versions.ts'
import { restoreVersion } from '#server/versions/restore-version.ts'
import { textOf } from '#tests/support/live-client.ts'
import { describeOnBothDatabases, type TestApp } from '#tests/support/test-app.ts'

async function setting(makeApp: () => Promise<TestApp>) {
  const app = await makeApp()
  const team = await app.world.team()
  const entry = await app.world.entry(team.portfolioId, { words: 'The bus was late.' })
  const noor = await app.actor(team.memberIds[0]!)
  const keep = async (name: string) =>
    (await nameVersion(app.context, noor, { entryId: entry.id, versionId: null, name })).versionId
  const write = (words: string) =>
    app.context.rooms.write(entry.documentId, team.memberIds[1]!, (document) => textOf(document).insert(17, words))
  const compare = (from: string, to: string, actor = noor) =>
    readComparison(app.context, actor, { entryId: entry.id, from, to, onlyChanges: false })
  return { app, team, entry, noor, keep, write, compare }
}

describeOnBothDatabases('The versions of a page', (makeApp) => {
  it('are a side door to nothing: they are read by who may read the draft now', async () => {
    const { app, team, entry, noor, keep, compare } = await setting(makeApp)
    const versionId = await keep('Draft')
    const champion = await app.actor(await app.world.champion(team.id))
    expect((await readVersion(app.context, champion, entry.id, versionId)).mayChange).toBe(false)
    expect((await readVersions(app.context, champion, entry.id)).days).toHaveLength(1)
    await app.context.db
      .updateTable('membership')
      .set({ endedOn: '2027-01-01' })
      .where('personId', '=', team.memberIds[0]!)
      .execute()
    const left = await app.actor(team.memberIds[0]!)
    for (const reader of [left, await app.actor(await app.world.person())]) {
      await expect(readVersion(app.context, reader, entry.id, versionId)).rejects.toMatchObject({ code: 'not-found' })
      await expect(readVersions(app.context, reader, entry.id)).rejects.toMatchObject({ code: 'not-found' })
      await expect(compare(versionId, 'now', reader)).rejects.toMatchObject({ code: 'not-found' })
    }
    const other = await app.world.entry(team.portfolioId, { words: 'Another' })
    await expect(readVersion(app.context, noor, other.id, versionId)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('stand newest first by day, each with why it was kept and who wrote', async () => {
    const { app, entry, noor, team, keep, write } = await setting(makeApp)
    const first = await keep('Draft')
    await write(' Again.')
    app.clock.advance(24 * 60 * 60_000)
    await restoreVersion(app.context, noor, { entryId: entry.id, versionId: first })
    const { days, now } = await readVersions(app.context, noor, entry.id)
    expect(days.map(({ day, versions }) => [day, versions.map(({ because }) => because)])).toEqual([
      ['Thursday, March 4', [expect.stringMatching(/^Kept before “Draft” was brought back by /)]],
      ['Wednesday, March 3', [expect.stringMatching(/^Kept by /)]],
    ])
    expect(days[0]!.versions[0]!.people).toHaveLength(1)
    expect(now).toEqual({ people: [expect.any(String)], sameAs: null })
    expect(team.memberIds).toHaveLength(3)
  })

  it('are compared with each other and with what stands now, in either direction', async () => {
    const { keep, write, compare } = await setting(makeApp)
    const first = await keep('First')
    await write(' Again.')
    const second = await keep('Second')
    await write(' And')
    expect((await compare(first, second)).html).toContain('<ins>')
    expect((await compare(second, first)).html).toContain('<del>')
    expect((await compare(second, 'now')).sentence).toBe('One passage reworded.')
    expect((await compare('now', 'now')).sentence).toBe('Nothing differs: both say the same.')
  })

  it('never show again what was withdrawn or put away, and say so before they are brought back', async () => {
    const { app, team, entry, noor, keep, compare } = await setting(makeApp)
    const piece = async (title: string) => {
      const id = app.context.newId()
      const row = {
        id,
        portfolioId: team.portfolioId,
        kind: 'note',
        title,
        description: '',
        altText: '',
        note: `Words of ${title}`,
        declaration: 'none',
        consentState: 'not-needed',
        state: 'ready',
        createdAt: app.clock.iso(),
      }
      await app.context.db
        .insertInto('evidence')
        .values(row as never)
        .execute()
      return id
    }
    const [gate, yard] = [await piece('The gate'), await piece('The yard')]
    await app.context.rooms.write(entry.documentId, team.memberIds[0]!, (document) => {
      for (const evidenceId of [gate, yard]) {
        const card = new Y.XmlElement('evidence')
        card.setAttribute('id', `card-${evidenceId}`)
        card.setAttribute('evidenceId', evidenceId)
        document.getXmlFragment('default').push([card])
      }
    })
    const versionId = await keep('With two pieces')
    await app.context.rooms.write(entry.documentId, team.memberIds[0]!, (document) =>
      document.getXmlFragment('default').delete(1, 2),
    )
    const read = () => readVersion(app.context, noor, entry.id, versionId)
    expect((await read()).html).toContain('Words of The gate')
    expect((await read()).hidden).toBe(null)
    const change = (id: string, to: object) =>
      app.context.db.updateTable('evidence').set(to).where('id', '=', id).execute()
    await change(gate, { consentState: 'withdrawn' })
    await change(yard, { archivedAt: app.clock.iso() })
    const { html, hidden } = await read()
    expect(html).not.toContain('Words of')
    expect(hidden).toBe(
      'Of the evidence in this version, consent was withdrawn for one piece, and one piece was put away. Their places stay; the pieces do not come back.',
    )
    expect((await compare('now', versionId)).html).not.toContain('Words of')
    await restoreVersion(app.context, noor, { entryId: entry.id, versionId })
    expect((await readEntryPage(app.context, noor, entry.id)).html).not.toContain('Words of')
  })
})

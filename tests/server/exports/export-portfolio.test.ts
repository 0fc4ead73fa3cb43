import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { exportPortfolio } from '#server/exports/export-portfolio.ts'
import { describeOnBothDatabases } from '#tests/support/test-app.ts'

const template = JSON.stringify({ minutesToRead: 1, sections: [{ key: '1', title: 'Us & them' }] })

describeOnBothDatabases('Exporting a portfolio', (makeApp) => {
  it('gives a member everything in one ZIP that opens without a server, and a reader nothing', async () => {
    const app = await makeApp()
    const cohortId = await app.world.cohort({ editionId: await app.world.edition({ template, phases: '[]' }) })
    const team = await app.world.team({ cohortId, name: 'Kelp <Forest>' })
    await app.world.entry(team.portfolioId, { title: 'The gate, 14:50', words: 'Fights <b>at</b> pick-up.' })
    const mentor = await app.actor(await app.world.mentor(team.id))
    await expect(exportPortfolio(app.context, mentor, team.portfolioId)).rejects.toMatchObject({ code: 'not-allowed' })
    const exported = await exportPortfolio(app.context, await app.actor(team.memberIds[0]!), team.portfolioId)
    expect(exported.fileName).toBe('Kelp-Forest-.zip')
    const files = unzipSync(new Uint8Array(await new Response(exported.body as BodyInit).arrayBuffer()))
    expect(Object.keys(files).sort()).toEqual(['data.json', 'entries/001-the-gate-14-50.html', 'index.html'])
    const text = (name: string) => new TextDecoder().decode(files[name])
    expect(text('index.html')).toContain('<h2>Us &#38; them</h2>')
    expect(text('index.html')).not.toContain('<Forest>')
    expect(text('entries/001-the-gate-14-50.html')).toContain('Fights &#60;b&#62;at&#60;/b&#62; pick-up.')
    expect(JSON.parse(text('data.json'))).toMatchObject({
      fieldfolio: 1,
      entries: [{ title: 'The gate, 14:50', text: 'Fights <b>at</b> pick-up.' }],
    })
  })
})

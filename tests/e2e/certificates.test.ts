import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certifyingCohort, commitments, decidedTeam } from '#tests/support/decided-team.ts'
import { type BuiltApp, builtApp, seriousFindings } from './support/built-app.ts'

let built: BuiltApp
let cohort: Awaited<ReturnType<typeof certifyingCohort>>
let team: Awaited<ReturnType<typeof decidedTeam>>

beforeAll(async () => {
  built = await builtApp()
  cohort = await certifyingCohort(built.app, commitments.slice(1))
  team = await decidedTeam(built.app, cohort.cohortId, { name: 'Oak Shade', size: 3 })
})
afterAll(() => built.close())

describe('from the decision to a stranger', () => {
  it('the holder sees how a name will look, and confirms it', async () => {
    const page = await built.pageOf(team.memberIds[0])
    await page.goto('/account/certificate-name')
    await page.getByLabel('Name', { exact: true }).fill('Thu Hà  Nguyễn')
    await page.getByRole('button', { name: 'See how it looks' }).click()
    await page.getByText('How “Thu Hà Nguyễn” will look.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Confirm this name' }).click()
    await page.getByText('Confirmed. This name will stand on your certificate.').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('山田太郎')
    await page.getByRole('button', { name: 'See how it looks' }).click()
    await page.getByText('Our fonts cannot draw').waitFor()
  })

  it('staff prepare and release in two presses; the names appear; each holder opens theirs', async () => {
    const manager = await built.pageOf(cohort.managerId)
    await manager.goto(`/cohorts/${cohort.cohortId}/certificates`)
    await manager.getByRole('button', { name: 'Prepare 3' }).click()
    await manager.getByText('3 certificates prepared.').waitFor()
    const holder = await built.pageOf(team.memberIds[0], { reducedMotion: 'reduce' })
    await holder.goto(`/cohorts/${cohort.cohortId}/ceremony`)
    await holder.getByText('The names come here').waitFor()
    await manager.getByRole('button', { name: 'Release 3 at the ceremony' }).click()
    await manager.getByText('3 certificates released.').waitFor()
    expect(await seriousFindings(manager)).toEqual([])
    await holder.reload()
    await holder.getByRole('button', { name: 'Begin' }).click()
    await holder.getByRole('button', { name: 'Next name' }).waitFor()
    expect(await seriousFindings(holder)).toEqual([])
    await holder.getByRole('link', { name: 'Open your certificate' }).first().click()
    await holder.getByRole('heading', { name: 'Your certificate' }).waitFor()
    await holder.getByRole('img', { name: /Thu Hà Nguyễn/ }).waitFor()
    expect(await seriousFindings(holder)).toEqual([])
    const id = new URL(holder.url()).pathname.split('/').at(-1)
    const printed = await holder.request.get(`/certificates/${id}.pdf`)
    expect(printed.headers()['content-type']).toBe('application/pdf')
    expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
    const record = await holder.request.get(`/api/certificates/${id}`, { headers: { accept: 'application/json' } })
    expect(await record.json()).toMatchObject({ id, state: 'issued', name: 'Thu Hà Nguyễn' })
    expect(await built.app.context.mailer.list()).toHaveLength(3)
  })

  it('a stranger without scripts reads one clear answer, before and after it is revoked', async () => {
    const { id } = await built.app.context.db
      .selectFrom('certificate')
      .select('id')
      .where('personId', '=', team.memberIds[0]!)
      .executeTakeFirstOrThrow()
    const stranger = await built.pageOf(undefined, { javaScriptEnabled: false })
    const answer = await stranger.goto(`/verify/${id.toUpperCase()}`)
    expect(answer?.headers()['x-robots-tag']).toBe('noindex')
    expect(await stranger.getByRole('heading', { level: 1 }).innerText()).toBe('Valid')
    expect(await stranger.locator('main').innerText()).toContain('Thu Hà Nguyễn')
    const record = await stranger.request.get(`/credentials/${id}.json`)
    expect(await record.json()).toMatchObject({ verdict: 'valid', name: 'Thu Hà Nguyễn' })
    expect(record.headers()['access-control-allow-origin']).toBe('*')

    const manager = await built.pageOf(cohort.managerId)
    await manager.goto(`/certificates/${id}`)
    await manager.getByText('Revoke the certificate').click()
    await manager.getByLabel('Reason that anyone may read').selectOption('issued-in-error')
    await manager.getByLabel('For the record').fill('The wrong roster was certified.')
    await manager.getByRole('button', { name: 'Revoke it' }).click()
    await manager.getByText('It was issued in error.').first().waitFor()
    await stranger.reload()
    expect(await stranger.getByRole('heading', { level: 1 }).innerText()).toBe('Not valid')
    expect(await stranger.locator('main').innerText()).not.toContain('roster')
  })

  it('a wrong address is answered calmly, to people and to programs', async () => {
    const stranger = await built.pageOf()
    const answer = await stranger.goto('/verify/0000000000000000')
    expect(answer?.status()).toBe(404)
    await stranger.getByRole('heading', { name: "We can't find this certificate" }).waitFor()
    expect(await seriousFindings(stranger)).toEqual([])
    await stranger.getByRole('link', { name: 'Type it again' }).click()
    await stranger.getByLabel('The end of the address').fill('https://portfolio.example.org/verify/0000-0000')
    await stranger.getByRole('button', { name: 'Check' }).click()
    await stranger.getByRole('heading', { name: "We can't find this certificate" }).waitFor()
    expect(new URL(stranger.url()).pathname).toBe('/verify/0000-0000')
    const record = await stranger.request.get('/credentials/0000000000000000.json')
    expect([record.status(), (await record.json()).error.code]).toEqual([404, 'not_found'])
    const api = await stranger.request.get('/api/certificates/0000000000000000')
    expect(api.status()).toBe(401)
  })
})

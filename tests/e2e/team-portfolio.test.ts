import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anEdition } from '#tests/support/a-template.ts'
import { type BuiltApp, builtApp, seriousFindings } from './support/built-app.ts'

type Answer = {
  id: string
  documentId: string
  sections: { key: string; entries: unknown[] }[]
  teams: unknown[]
  paths: object
}

describe('a team and its portfolio', () => {
  let built: BuiltApp
  let team: { id: string; portfolioId: string; memberIds: string[]; cohortId: string }
  let mentorId: string
  let managerId: string

  beforeAll(async () => {
    built = await builtApp()
    const { world } = built.app
    const cohortId = await world.cohort({ editionId: await world.edition(anEdition) })
    const made = await world.team({ cohortId, size: 0, name: 'Kelp Forest' })
    const memberIds = [
      await world.member(made.id, await world.person('Marisela', 'Okonjo-Reyes')),
      await world.member(made.id, await world.person('Rosalind', 'Achterberg')),
    ]
    team = { ...made, memberIds }
    mentorId = await world.mentor(made.id)
    managerId = await world.cohortRole(cohortId, 'manager')
  })
  afterAll(() => built.close())

  const call = async (personId: string | null, path: string, body?: unknown) => {
    const cookie = personId ? await built.app.cookieOf(personId) : ''
    const response = await fetch(`${built.address}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { cookie, origin: built.address, 'content-type': 'application/json', accept: 'application/json' },
    })
    return { status: response.status, body: (await response.json()) as Answer }
  }

  const wordsOf = async (personId: string) =>
    (
      await built.app.context.db
        .selectFrom('check_in_turn')
        .select('words')
        .where('personId', '=', personId)
        .executeTakeFirst()
    )?.words

  test('the API refuses in the contract’s form, and nothing is half done', async () => {
    const place = `/api/portfolios/${team.portfolioId}`
    const stranger = await built.app.world.person('Stranger')
    const entry = { section: '4', title: 'Why pick-up boils over' }
    expect((await call(null, place)).status).toBe(401)
    expect((await call(stranger, place)).status).toBe(404)
    expect(await call(stranger, `${place}/entries`, entry)).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found', message: expect.any(String), requestId: expect.any(String) } },
    })
    expect((await call(mentorId, `${place}/entries`, entry)).status).toBe(403)
    const wrong = await call(team.memberIds[0]!, `${place}/entries`, { section: 'MF', title: 'x' })
    expect(wrong).toMatchObject({ status: 422, body: { error: { fields: { section: expect.any(String) } } } })
    expect((await call(team.memberIds[0]!, `${place}/entries`, [])).status).toBe(400)
    expect(await built.app.context.db.selectFrom('entry').selectAll().execute()).toHaveLength(0)
  })

  test('the API opens a page and gives its live document; teams, portfolio and entry say the same', async () => {
    const member = team.memberIds[0]!
    const created = await call(member, `/api/portfolios/${team.portfolioId}/entries`, { section: '4', title: 'Loops' })
    expect(created).toMatchObject({ status: 201, body: { schemaVersion: 1, epoch: 1 } })
    const { id, documentId } = created.body
    const portfolio = await call(member, `/api/portfolios/${team.portfolioId}`)
    const section = portfolio.body.sections.find((one) => one.key === '4')
    expect(section?.entries).toMatchObject([{ id, documentId, schemaVersion: 1, epoch: 1, title: 'Loops' }])
    expect((await call(member, `/api/entries/${id}`)).body).toMatchObject({
      title: 'Loops',
      content: { page: { type: 'doc' } },
      plainText: '',
      wordCount: 0,
      contributors: [],
    })
    expect((await call(member, '/api/teams')).body.teams).toMatchObject([{ name: 'Kelp Forest' }])
    const description = await call(null, '/api/openapi.json')
    for (const path of ['/api/teams', '/api/portfolios/{portfolioId}/entries', '/api/certificates/{certificateId}'])
      expect(description.body.paths).toHaveProperty([path])
  })

  test('a member opens a page from its section, moves it, tags it and finds it through the lens', async () => {
    const page = await built.pageOf(team.memberIds[0])
    await page.goto(`/teams/${team.id}`)
    await page.getByRole('link', { name: 'Us', exact: true }).click()
    await page.getByLabel('Title of a new page').fill('What we promise')
    await page.getByRole('button', { name: 'Open the page' }).click()
    await page.waitForURL('**/entries/**')
    await page.goto(`/portfolios/${team.portfolioId}/sections/1`)
    await page.getByLabel('Title of a new page').fill('How we began')
    await page.getByRole('button', { name: 'Open the page' }).click()
    await page.waitForURL('**/entries/**')
    await page.goto(`/portfolios/${team.portfolioId}/sections/1`)
    await page.getByRole('button', { name: 'Move “How we began” up' }).press('Enter')
    await expect.poll(() => page.locator('main ol h3').allTextContents()).toEqual(['How we began', 'What we promise'])
    await page.getByRole('link', { name: 'Title, day and tags of How we began' }).click()
    await page.getByRole('checkbox', { name: 'Relations', exact: true }).check()
    await page.getByLabel('Goal, choice 1', { exact: true }).selectOption('4')
    await page.getByRole('button', { name: 'Keep these tags' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByLabel('How the page touches goal, choice 1').fill('Children who feel seen can learn.')
    await page.getByRole('button', { name: 'Keep these tags' }).click()
    await page.waitForURL('**?kept')
    await page.goto(`/portfolios/${team.portfolioId}?lens=facet`)
    const relations = page.getByRole('region', { name: 'Relations' })
    await relations.getByRole('link', { name: 'How we began' }).waitFor()
  })

  test('a check-in rings between two browsers; a line is shared, the mentor finds no door', async () => {
    const [marisela, rosalind] = (await Promise.all(team.memberIds.map((id) => built.pageOf(id)))) as [Page, Page]
    await marisela.goto(`/teams/${team.id}/check-ins`)
    await marisela.getByRole('button', { name: 'Gather the circle' }).click()
    await marisela.waitForURL(/check-ins\/\w+/)
    await rosalind.goto(`/teams/${team.id}`)
    await rosalind.getByRole('link', { name: 'Join the check-in' }).click()
    built.app.clock.advance(1000)
    await rosalind.getByRole('button', { name: 'Take a place in the circle' }).click()
    await marisela.getByRole('img', { name: /Rosalind Achterberg in the circle/ }).waitFor()
    await marisela.getByRole('button', { name: 'Ring the bell' }).click()
    await rosalind.getByRole('heading', { name: 'Silence' }).waitFor()
    await marisela.getByRole('button', { name: 'Begin the ring' }).click()
    await rosalind.getByText('Marisela holds the ring').waitFor()
    expect(await rosalind.getByRole('textbox').count()).toBe(0)
    await marisela.getByLabel('Your words').fill('I slept badly.')
    await expect.poll(() => wordsOf(team.memberIds[0]!), { timeout: 8000 }).toBe('I slept badly.')
    await marisela.getByRole('button', { name: 'Pass the ring on' }).click()
    await rosalind.getByLabel('Your words').fill('A child waved at me. Also, I am tired.')
    await rosalind.getByRole('button', { name: 'Pass the ring on' }).click()
    await rosalind.getByLabel('Share one line in the portfolio').fill('A child waved at me.')
    await rosalind.getByRole('button', { name: 'Share this line' }).click()
    await rosalind.getByRole('link', { name: 'open its page' }).waitFor()
    await marisela.getByRole('button', { name: 'End the check-in' }).click()
    await marisela.getByRole('heading', { name: 'It happened' }).waitFor()
    expect(await marisela.getByText('slept badly').count()).toBe(0)
    expect(await marisela.getByText('waved').count()).toBe(0)
    const mentor = await built.pageOf(mentorId)
    const answer = await mentor.goto(marisela.url())
    expect(answer?.status()).toBe(404)
    await mentor.goto(`/teams/${team.id}/check-ins`)
    await mentor.getByText('Marisela and Rosalind were here.').waitFor()
  })

  test('staff are told when the team is too small, and nobody finds a barrier on these pages', async () => {
    const manager = await built.pageOf(managerId)
    await manager.goto(`/teams/${team.id}/people`)
    await manager.getByText('Add somebody to the team').click()
    await manager.getByRole('textbox', { name: 'Their e-mail address' }).first().fill('nobody@example.org')
    await manager.getByRole('button', { name: 'Add to the team' }).click()
    await manager.getByRole('alert').waitFor()
    expect(await seriousFindings(manager)).toEqual([])
    const member = await built.pageOf(team.memberIds[0])
    const entryId = await built.app.context.db.selectFrom('entry').select('id').executeTakeFirstOrThrow()
    for (const path of [
      `/teams/${team.id}`,
      `/teams/${team.id}/people`,
      `/teams/${team.id}/check-ins`,
      `/portfolios/${team.portfolioId}`,
      `/portfolios/${team.portfolioId}?lens=time`,
      `/portfolios/${team.portfolioId}?lens=facet`,
      `/portfolios/${team.portfolioId}?lens=mandala`,
      `/portfolios/${team.portfolioId}/sections/1`,
      `/entries/${entryId.id}/about`,
    ]) {
      await member.goto(path)
      expect(await seriousFindings(member), path).toEqual([])
    }
  })
})

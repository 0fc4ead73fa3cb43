import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOpenReview, aSubmittedTeam, type SubmittedTeam, writeReview } from '#tests/support/a-submission.ts'
import { type BuiltApp, builtApp, seriousFindings } from './support/built-app.ts'

let built: BuiltApp
let team: SubmittedTeam
beforeAll(async () => {
  built = await builtApp()
  team = await aSubmittedTeam(built.app)
})
afterAll(() => built.close())

const bodyOf = async (path: string, personId: string, accept = 'text/html') => {
  const cookie = await built.app.cookieOf(personId)
  const response = await fetch(`${built.address}${path}`, { headers: { cookie, accept }, redirect: 'manual' })
  return { status: response.status, body: await response.text() }
}

describe('from two readers to the team’s answer', () => {
  it('staff ask the proposed readers in one press', async () => {
    const page = await built.pageOf(team.managerId)
    await page.goto(`/cohorts/${team.cohortId}/reviews`)
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Ask the proposed readers' }).click()
    await page.getByText('has not opened it yet').nth(1).waitFor()
    await page
      .getByRole('button', { name: /Take back/ })
      .nth(1)
      .click()
    await page.getByRole('combobox', { name: 'Reader 2' }).waitFor()
  })

  it('a reader reviews with the keyboard alone, and the sum shows only after handing in', async () => {
    const { db } = built.app.context
    const { reviewerId, id } = await db.selectFrom('review').selectAll().executeTakeFirstOrThrow()
    const page = await built.pageOf(reviewerId)
    await page.goto('/reviews')
    await page.getByRole('link', { name: /See what it is/ }).press('Enter')
    await page.getByRole('button', { name: 'Open the portfolio' }).press('Enter')
    const first = page.locator('[data-block-id="b1"]')
    await first.waitFor()
    expect(await seriousFindings(page)).toEqual([])
    // Two keys in one breath: a card tells that it was opened a moment after it was.
    await first.focus()
    await page.getByRole('button', { name: 'Cite for C1' }).waitFor()
    await page.evaluate(() => {
      document.querySelector<HTMLDetailsElement>('#C2')!.open = true
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key: 'c', bubbles: true }))
    })
    await page
      .locator('#C2')
      .getByRole('button', { name: /Take back/ })
      .press('Enter')
    for (let n = 1; n <= 10; n += 1) {
      const card = page.locator(`#C${n}`)
      if (!(await card.evaluate((one) => (one as HTMLDetailsElement).open))) {
        await card.locator('> summary').press('Enter')
      }
      await page.locator('[data-block-id][tabindex="0"]').focus()
      await page.keyboard.press(n % 2 ? 'ArrowDown' : 'ArrowUp')
      await page.getByRole('button', { name: `Cite for C${n}` }).waitFor()
      await page.keyboard.press('c')
      await card.getByRole('button', { name: /Take back/ }).waitFor()
      await page.keyboard.press('3')
      await card.getByLabel('One sentence').focus()
      await page.keyboard.type('It rests on the gate.')
      await page.keyboard.press('Tab')
    }
    await page.getByLabel('We noticed').focus()
    await page.keyboard.type('You stayed. You asked again.')
    await page.keyboard.press('Tab')
    await page.getByText('Everything has its level, its passage and its sentence.').waitFor()
    expect(await page.getByText('of 400').count()).toBe(0)
    await page.getByRole('button', { name: 'Hand in the review' }).press('Enter')
    await page.getByText('Your levels sum to 300 of 400: certified.').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    expect((await db.selectFrom('review').select('state').where('id', '=', id).executeTakeFirst())?.state).toBe(
      'submitted',
    )
  })

  it('over HTTP the second reader, the team and staff get nothing of the first review', async () => {
    const { db } = built.app.context
    const first = await db.selectFrom('review').selectAll().executeTakeFirstOrThrow()
    const secondId = team.reviewerIds.find((one) => one !== first.reviewerId)!
    await writeReview(built.app, team, await anOpenReview(built.app, team, secondId), secondId, { C5: 1 })
    for (const personId of [secondId, team.memberIds[0]!, team.managerId]) {
      for (const path of [`/reviews/${first.id}`, `/reviews/${first.id}.data`]) {
        const { status, body } = await bodyOf(path, personId)
        expect([status, body.includes('It rests on the gate')]).toEqual([404, false])
      }
      const comparison = await bodyOf(`/submissions/${team.submissionId}/comparison`, personId)
      expect([403, 409]).toContain(comparison.status)
      expect(comparison.body).not.toContain('It rests on the gate')
    }
    const summary = await bodyOf(`/api/submissions/${team.submissionId}`, team.memberIds[0]!, 'application/json')
    expect(JSON.parse(summary.body)).toMatchObject({ number: 1, state: 'in-review', outcome: null })
    expect((await bodyOf(`/api/submissions/${team.submissionId}`, await built.app.world.person())).status).toBe(404)
  })

  it('they differ on C5, agree in place, two people sign, the team reads words first', async () => {
    const { db } = built.app.context
    const [first, second] = await db.selectFrom('review').selectAll().orderBy('place').execute()
    const other = await built.pageOf(second!.reviewerId)
    await other.goto(`/reviews/${second!.id}`)
    await other.getByRole('button', { name: 'Hand in the review' }).click()
    await other.getByRole('link', { name: 'See both reviews side by side' }).click()
    await other.getByText('C5 Seeing the system is 2 levels apart.').waitFor()
    expect(await seriousFindings(other)).toEqual([])
    await other
      .locator('#C5')
      .getByRole('radio', { name: /3 Established/ })
      .check()
    await other.locator('#C5').getByLabel('One sentence for the team').fill('The model fits, with its delay.')
    await other.locator('#C5').getByRole('button', { name: 'Propose' }).click()
    await other.getByText('Waiting for the other reader.').waitFor()

    const one = await built.pageOf(first!.reviewerId)
    await one.goto(`/submissions/${team.submissionId}/comparison`)
    await one.getByRole('button', { name: 'Agree on Established' }).click()
    await one.getByRole('link', { name: 'Go on to the decision' }).click()
    await one.getByRole('button', { name: 'Propose this decision' }).click()
    await one.getByText('Write a few words to the team; they read them first.').first().waitFor()
    await one.getByLabel('The team took part in its review session').check()
    await one.getByLabel('Certified', { exact: true }).check()
    await one.getByLabel('Words to the team').fill('You listened, and it shows on every page.')
    expect(await seriousFindings(one)).toEqual([])
    await one.getByRole('button', { name: 'Propose this decision' }).click()
    await one.getByText('Two people sign it.').waitFor()

    for (const personId of [team.managerId, team.facultyId]) {
      const page = await built.pageOf(personId)
      await page.goto('/reviews')
      await page.getByRole('link', { name: /Read and sign/ }).click()
      await page.getByRole('button', { name: 'Sign this decision' }).click()
      await page.getByText(/One more signature|Signed by two people/).waitFor()
    }
    const manager = await built.pageOf(team.managerId)
    await manager.goto(`/submissions/${team.submissionId}/decision`)
    expect(await seriousFindings(manager)).toEqual([])
    await manager.getByRole('button', { name: 'Release to the team' }).click()
    await manager.getByText('Released: the team has read it.').waitFor()
    const mail = await built.app.context.mailer.list()
    expect(mail.filter((message) => message.subject.startsWith('Your readers have answered'))).toHaveLength(2)
    expect(mail.filter((message) => message.subject.startsWith('A portfolio waits for you'))).toHaveLength(2)

    const member = await built.pageOf(team.memberIds[0])
    await member.goto(`/portfolios/${team.portfolioId}/outcome`)
    await member.getByRole('heading', { name: 'You are certified' }).waitFor()
    expect(await seriousFindings(member)).toEqual([])
    const text = await member.locator('main').innerText()
    expect(text.indexOf('You listened')).toBeLessThan(text.indexOf('Criterion by criterion'))
    expect(text).not.toContain('of 400')
  })

  it('a mentor notes beside words of the draft without a script, and the team answers', async () => {
    const mentor = await built.pageOf(await built.app.world.mentor(team.id), { javaScriptEnabled: false })
    await mentor.goto(`/entries/${team.entryId}`)
    await mentor.getByLabel('What you noticed or wonder').fill('Who told you that?')
    await mentor.getByRole('button', { name: 'Keep the note' }).click()
    await mentor.getByText('Who told you that?').waitFor()
    const member = await built.pageOf(team.memberIds[0])
    await member.goto(`/entries/${team.entryId}`)
    await member.getByText('Answer', { exact: true }).click()
    await member.getByLabel('Your answer').fill('Ilse, at the gate.')
    await member.getByRole('button', { name: 'Send' }).click()
    await member.getByText('Ilse, at the gate.').waitFor()
    const champion = await built.pageOf(await built.app.world.champion(team.id))
    await champion.goto(`/entries/${team.entryId}`)
    expect(await champion.getByText('Ilse, at the gate.').count()).toBe(0)
  })
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pagePlainText } from '#domain/portfolio/page-text.ts'
import { seriousFindings } from './support/built-app.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

const saved = (page: Page) => page.locator('.page-save', { hasText: /^Saved$/ }).waitFor()
const wordsOf = async (documentId: string) => pagePlainText(await team.app.context.rooms.contentOf(documentId))

describe('the versions of a page', () => {
  it('are named, compared and brought back while a colleague goes on typing', async () => {
    const entry = await team.entry([line('a', 'We met at the gate.'), line('b', 'Nobody had told the drivers.')])
    const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
    await ximena.goto(`${team.address}/entries/${entry.id}`)
    await ximena.getByRole('link', { name: 'Versions of this page' }).click()
    await ximena.getByLabel('Name of the version').fill('Draft sent to our mentor')
    await ximena.getByRole('button', { name: 'Keep this version' }).click()
    await ximena.getByText('Kept under that name.').waitFor()

    await ambrose.goto(`${team.address}/entries/${entry.id}`)
    await ambrose.locator('.page-editor').waitFor()
    await saved(ambrose)
    await ambrose.locator('.page-editor > *').first().click()
    await ambrose.keyboard.press('End')
    await ambrose.keyboard.type(' It rained.')
    await saved(ambrose)
    await ambrose.locator('.page-editor > *').nth(1).click()
    await ambrose.keyboard.press('End')

    await ximena.getByRole('link', { name: 'Compare with now: Draft sent to our mentor' }).click()
    await ximena.getByText('One passage reworded.').waitFor()
    expect(await ximena.locator('.page ins').allTextContents()).toEqual([' It rained.'])
    await ximena.getByRole('link', { name: '“Draft sent to our mentor”' }).click()
    const bringBack = ximena.getByRole('button', { name: 'Bring this version back' })
    await bringBack.waitFor()
    const typing = ambrose.keyboard.type(' We told them on Friday, all of them.', { delay: 40 })
    await ambrose.waitForTimeout(300)
    await bringBack.click()
    await ximena.getByText('The version is back on the page').waitFor()
    await typing
    await saved(ambrose)
    // The rest of what he was typing stands where his caret was; what he had typed before is in what was kept.
    const after = await wordsOf(entry.documentId)
    expect(after).toMatch(/^We met at the gate\.\nNobody had told the drivers\..*all of them\.$/)
    expect((await ambrose.locator('.page-editor > *').allTextContents()).length).toBe(2)

    await ximena.getByRole('link', { name: 'look at it, or bring it back' }).click()
    await ximena.getByText(/^Kept before “Draft sent to our mentor” was brought back by Ximena Thorvald\.$/).waitFor()
    expect(await ximena.locator('.page').textContent()).toContain('It rained.')
    await ximena.getByRole('button', { name: 'Bring this version back' }).click()
    await ximena.getByText('The version is back on the page').waitFor()
    await expect.poll(() => wordsOf(entry.documentId)).toContain('We met at the gate. It rained.')
    await ambrose.getByText('We met at the gate. It rained.').waitFor()
  })

  it('can be read by the mentor, who is offered nothing to change', async () => {
    const entry = await team.entry([line('a', 'We met at the gate.')])
    const ximena = await team.pageOf(team.memberIds[0]!)
    await ximena.goto(`${team.address}/entries/${entry.id}/versions`)
    await ximena.getByLabel('Name of the version').fill('Draft')
    await ximena.getByRole('button', { name: 'Keep this version' }).click()
    const mentor = await team.pageOf(team.mentorId)
    await mentor.goto(`${team.address}/entries/${entry.id}/versions`)
    await mentor.getByRole('link', { name: 'Draft', exact: true }).click()
    await mentor.locator('.page', { hasText: 'We met at the gate.' }).waitFor()
    expect(await mentor.getByRole('button', { name: /Bring|Keep/ }).count()).toBe(0)
  })

  it('tell who wrote a passage, once somebody asks', async () => {
    const entry = await team.entry([line('a', 'We met at the gate.'), line('b', 'Nobody knew.')])
    const ambrose = await team.pageOf(team.memberIds[1]!)
    await ambrose.goto(`${team.address}/entries/${entry.id}`)
    await ambrose.locator('.page-editor').waitFor()
    await saved(ambrose)
    const ask = ambrose.getByRole('button', { name: 'Who wrote this passage?' })
    await ask.click()
    await ambrose.getByText('Put the cursor into a passage').waitFor()
    await ambrose.locator('.page-editor > *').nth(1).click()
    await ambrose.keyboard.press('End')
    await ambrose.keyboard.type(' We did.')
    await saved(ambrose)
    await ask.focus()
    await ambrose.keyboard.press('Enter')
    await ambrose.getByText('Written by Ambrose Kealoha-Finch and Ximena Thorvald.').waitFor()
    await ambrose.getByText('“We did.”: Ambrose Kealoha-Finch').waitFor()
  })

  it('tell it to a reader, who has no cursor in the page, by keyboard alone', async () => {
    const entry = await team.entry([line('a', 'We met at the gate.'), line('b', ''), line('c', 'Nobody knew.')])
    const mentor = await team.pageOf(team.mentorId)
    await mentor.goto(`${team.address}/entries/${entry.id}`)
    const choice = mentor.getByLabel('Select words to ask who wrote them, or choose a passage')
    await choice.waitFor()
    expect(await choice.locator('option').allTextContents()).toEqual(['We met at the gate.', 'Nobody knew.'])
    const focused = () => mentor.evaluate(() => document.activeElement?.tagName)
    for (let step = 0; step < 60 && (await focused()) !== 'SELECT'; step += 1) await mentor.keyboard.press('Tab')
    await mentor.keyboard.press('ArrowDown')
    expect(await choice.inputValue()).toBe('c')
    await mentor.keyboard.press('Tab')
    await mentor.keyboard.press('Enter')
    await mentor.getByText('“Nobody knew.”: written by Ximena Thorvald.').waitFor()
    expect(await seriousFindings(mentor)).toEqual([])

    await mentor.locator('.page [data-block-id="a"]').click({ clickCount: 3 })
    await expect.poll(() => choice.inputValue()).toBe('a')
    await mentor.getByRole('button', { name: 'Who wrote this passage?' }).click()
    await mentor.getByText('“We met at the gate.”: written by Ximena Thorvald.').waitFor()
  })
})

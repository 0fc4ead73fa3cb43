import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleIceberg } from '#tests/domain/blocks/sample-tools.ts'
import { seriousFindings } from './support/built-app.ts'
import { cutter, openEntry, saved, says, textOf, write } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

const trayOf = (page: Page) => page.locator('.rescue-tray')
type Act = (page: Page) => Promise<void>
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim())

/** Two people have an entry open; what Ambrose does without a connection meets what Ximena does. */
async function meeting(ximenas: Act, ambroses: Act, made = twoLines()) {
  const entry = await made
  const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
  const { cut, mend } = await cutter(ambrose)
  await openEntry(ximena, team, entry.id)
  await openEntry(ambrose, team, entry.id)
  await cut()
  await says(ambrose, /^Not connected/)
  await ambroses(ambrose)
  await ximenas(ximena)
  await saved(ximena)
  mend()
  await ambrose.evaluate(() => window.dispatchEvent(new Event('online')))
  await saved(ambrose)
  await trayOf(ambrose).waitFor()
  return { entry, ximena, ambrose }
}

const twoLines = () => team.entry([line('a', 'Above.'), line('b', 'We met at the gate.')])
const writesOn = (page: Page) => write(page, ' And nobody ran.')
async function makesList(page: Page): Promise<void> {
  await write(page, '')
  await page.keyboard.press('Alt+F10')
  await page.getByRole('button', { name: 'Bulleted list' }).focus()
  await page.keyboard.press('Enter')
}

describe('a sentence that met a change of layout', () => {
  it('waits beside the page, says by whom, and is put back where it stood, by keyboard alone', async () => {
    const { entry, ximena, ambrose } = await meeting(makesList, writesOn)
    expect(await textOf(team, entry.documentId)).toBe('Above.\nWe met at the gate.')
    expect(await trayOf(ambrose).locator('summary').textContent()).toBe(
      'Your sentence met a colleague’s change of layout',
    )
    expect(await trayOf(ambrose).locator('blockquote').textContent()).toBe('And nobody ran.')
    expect(await trayOf(ambrose).innerText()).toMatch(/You wrote this while Ximena .* changed the layout there\./)
    expect(await seriousFindings(ambrose)).toEqual([])
    // Her page heard it from the server: one closed line, nothing that asks for her.
    await trayOf(ximena).waitFor()
    expect(await trayOf(ximena).innerText()).toBe('A colleague’s sentence met a change of layout')
    expect(await trayOf(ximena).getByRole('button').count()).toBe(0)
    expect(await seriousFindings(ximena)).toEqual([])

    await ambrose.locator('.page-editor').focus()
    for (const key of ['Escape', 'Tab', 'Tab']) await ambrose.keyboard.press(key)
    expect(await focused(ambrose)).toBe('Insert')
    await ambrose.keyboard.press('Enter')
    await trayOf(ambrose).waitFor({ state: 'detached' })
    await expect.poll(() => textOf(team, entry.documentId)).toBe('Above.\nWe met at the gate. And nobody ran.')
    expect(await ximena.locator('.page-editor li').innerText()).toContain('And nobody ran.')
    // Writing goes on behind what was put back.
    await ambrose.keyboard.type(' Yet.')
    await expect.poll(() => textOf(team, entry.documentId)).toContain('And nobody ran. Yet.')

    await ximena.reload()
    await openEntry(ximena, team, entry.id)
    await ximena.waitForTimeout(300)
    expect(await trayOf(ximena).count()).toBe(0)
  })

  it('is left when its author says so, by keyboard alone, also for the next page', async () => {
    const { entry, ambrose } = await meeting(makesList, writesOn)
    await ambrose.locator('.page-editor').focus()
    for (const key of ['Escape', 'Tab', 'Tab', 'Tab', 'Tab']) await ambrose.keyboard.press(key)
    expect(await focused(ambrose)).toBe('Dismiss')
    await ambrose.keyboard.press('Enter')
    await trayOf(ambrose).waitFor({ state: 'detached' })
    // Whoever works by keyboard is in the text again, not nowhere.
    await expect.poll(() => ambrose.evaluate(() => document.activeElement?.className)).toContain('page-editor')
    await openEntry(ambrose, team, entry.id)
    await ambrose.waitForTimeout(300)
    expect(await trayOf(ambrose).count()).toBe(0)
    expect(await textOf(team, entry.documentId)).toBe('Above.\nWe met at the gate.')
  })
})

describe('a paragraph that stands twice', () => {
  const lists = (page: Page) =>
    page.evaluate(() =>
      [...document.querySelectorAll('.page-editor li p')].map((line) => {
        const copy = line.cloneNode(true) as HTMLElement
        for (const caret of copy.querySelectorAll('.page-caret')) caret.remove()
        return copy.textContent
      }),
    )

  it('stands once again when one of its writers keeps one', async () => {
    const { entry, ximena, ambrose } = await meeting(makesList, makesList)
    expect(await trayOf(ambrose).locator('summary').textContent()).toBe('A paragraph stands twice')
    expect(await lists(ambrose)).toEqual(['We met at the gate.', 'We met at the gate.'])
    await trayOf(ambrose).locator('summary').click()
    expect(await seriousFindings(ambrose)).toEqual([])
    await trayOf(ambrose).getByRole('button', { name: 'Keep one' }).press('Enter')
    await trayOf(ambrose).waitFor({ state: 'detached' })
    await expect.poll(() => lists(ximena)).toEqual(['We met at the gate.'])
    await expect.poll(() => textOf(team, entry.documentId)).toBe('Above.\nWe met at the gate.')
  })

  it('stays twice when they keep both, and is not asked about again', async () => {
    const { entry, ximena, ambrose } = await meeting(makesList, makesList)
    await trayOf(ambrose).locator('summary').click()
    await trayOf(ambrose).getByRole('button', { name: 'Keep both' }).press('Enter')
    await trayOf(ambrose).waitFor({ state: 'detached' })
    await write(ambrose, ' Again.')
    await saved(ambrose)
    expect(await lists(ximena)).toEqual(['We met at the gate.', 'We met at the gate. Again.'])
    await openEntry(ximena, team, entry.id)
    await ximena.waitForTimeout(300)
    expect(await trayOf(ximena).count()).toBe(0)
  })
})

describe('a thinking tool', () => {
  it('a tool that fell with the block around it comes back as it was', async () => {
    const inCallout = team.entry([
      line('a', 'Above.'),
      { type: 'callout', attrs: { id: 'c', tone: 'note' }, content: [line('b', 'We met at the gate.')] },
    ])
    const { entry, ambrose } = await meeting(
      async (page) => {
        await page.locator('.page-editor').focus()
        await page.keyboard.press('Control+A')
        await page.keyboard.press('Delete')
        await page.keyboard.type('All new.')
      },
      async (page) => {
        await write(page, '')
        await page.keyboard.press('Enter')
        await page.keyboard.type('/iceb')
        await page.keyboard.press('Enter')
        await page.locator('.page-editor .page-tool').waitFor()
        await page.waitForTimeout(600)
      },
      inCallout,
    )
    expect(await trayOf(ambrose).locator('blockquote').allTextContents()).toEqual(['A thinking tool: Iceberg'])
    await trayOf(ambrose).getByRole('button', { name: 'Insert' }).click()
    await trayOf(ambrose).waitFor({ state: 'detached' })
    await ambrose.locator('.page-editor .page-tool').waitFor()
    expect(JSON.stringify((await team.app.context.rooms.contentOf(entry.documentId)).page)).toContain('thinkingTool')
  })

  it('words on a card wait when the tool is taken off the page at that moment', async () => {
    const entry = team.entry(
      [
        line('a', 'Above.'),
        { type: 'thinkingTool', attrs: { id: 't', tool: 'iceberg', blockId: 'ice' } },
        line('b', 'Below.'),
      ],
      'Under the gate',
      { ice: sampleIceberg },
    )
    const { ambrose } = await meeting(
      async (page) => {
        await page.locator('.page-editor').focus()
        await page.keyboard.press('Control+A')
        await page.keyboard.press('Delete')
      },
      async (page) => {
        await page.getByRole('button', { name: 'Work on this' }).click()
        await page.getByRole('button', { name: /^event: Two third/ }).click()
        await page.getByLabel('Text of this event').press('End')
        await page.getByLabel('Text of this event').pressSequentially(' at noon')
      },
      entry,
    )
    expect(await trayOf(ambrose).locator('blockquote').allTextContents()).toEqual(['at noon'])
  })
})

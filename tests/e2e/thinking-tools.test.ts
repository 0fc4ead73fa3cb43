import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageNode, ToolState } from '#domain/portfolio/page-schema.ts'
import { sampleIceberg, sampleLoops } from '#tests/domain/blocks/sample-tools.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

const place = (tool: ToolState): PageNode => ({
  type: 'thinkingTool',
  attrs: { id: 'b2', tool: tool.tool, blockId: 't1' },
})
const entryWith = (tool: ToolState) =>
  team.entry([line('b1', 'What we see'), place(tool), line('b3', 'And on we go.')], 'Under the gate', { t1: tool })

const saved = (page: Page) => page.locator('.page-save', { hasText: /^Saved$/ }).waitFor()
/** The entry as the person finds it: the tool rests as a figure. */
async function find(personId: string, entryId: string, width = 1280): Promise<Page> {
  const page = await team.pageOf(personId, { viewport: { width, height: 900 }, hasTouch: width < 500 })
  page.setDefaultTimeout(10_000)
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('close', () => expect(problems).toEqual([]))
  await page.goto(`${team.address}/entries/${entryId}`)
  await page.locator('.page-editor .tool-begin').waitFor()
  await saved(page)
  return page
}
/** The same, and the person begins to work on the tool. */
async function open(personId: string, entryId: string, width = 1280): Promise<Page> {
  const page = await find(personId, entryId, width)
  await page.getByRole('button', { name: 'Work on this' }).click()
  await page.locator('.page-editor .tool-editor').waitFor()
  return page
}
type Loops = {
  vars: { id: string; name: string; x: number; y: number }[]
  links: { from: string; to: string; sign: string; delay: boolean }[]
}
const toolIn = async (documentId: string) => (await team.app.context.rooms.contentOf(documentId)).blocks.t1!
const lanesIn = async (documentId: string) => {
  const state = (await toolIn(documentId)) as unknown as Record<string, { id: string; text: string }[]>
  return (name: string) => state[name]!.map((card) => card.text)
}

describe('a thinking tool in an entry', () => {
  it('stands in the page as a figure before any script runs', async () => {
    const entry = await entryWith(sampleIceberg)
    const page = await team.pageOf(team.memberIds[0]!, { javaScriptEnabled: false })
    await page.goto(`${team.address}/entries/${entry.id}`)
    expect(await page.locator('figure[role=group] svg[role=img] title').textContent()).toContain('Fights at pick-up')
    await page.getByText('Read as text').click()
    expect(await page.getByText('Parents don’t care (held by us, staff).').isVisible()).toBe(true)
    await page.close()
  })

  it.each([
    ['an iceberg', 1280, sampleIceberg],
    ['a causal loop diagram', 1280, sampleLoops],
    ['an iceberg', 390, sampleIceberg],
    ['a causal loop diagram', 390, sampleLoops],
  ] as const)('moves nothing when the editor takes over from the text: %s at %i px', async (_, width, tool) => {
    const entry = await entryWith(tool)
    const page = await team.pageOf(team.memberIds[0]!, { viewport: { width, height: 900 }, hasTouch: width < 500 })
    await page.addInitScript(() => {
      const shifts = { sum: 0 }
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) shifts.sum += (shift as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const boxes = () =>
      page
        .locator('.page > *')
        .evaluateAll((blocks) =>
          blocks.map((block) => [block.getBoundingClientRect().top, block.getBoundingClientRect().height]),
        )
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/page-editor*', async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${team.address}/entries/${entry.id}`)
    await page.evaluate(() => document.fonts.ready)
    const before = await boxes()
    expect(before).toHaveLength(3)
    release()
    await page.locator('.page-editor .tool-begin').waitFor()
    await saved(page)
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => setTimeout(resolve, 300))))
    expect(await boxes()).toEqual(before)
    expect(await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum)).toBeLessThan(0.001)
    await page.close()
  })

  it('rests as its figure, which stays true while a colleague works, and opens at the part that is pressed', async () => {
    const entry = await entryWith(sampleIceberg)
    const ximena = await find(team.memberIds[0]!, entry.id)
    const ambrose = await open(team.memberIds[1]!, entry.id)
    await ambrose.getByRole('button', { name: /^event: Two third/ }).click()
    await ambrose.getByLabel('Text of this event').press('End')
    await ambrose.getByLabel('Text of this event').pressSequentially(' again')
    await ximena
      .locator('.page-editor .tool-figure desc, .page-editor .tool-figure', { hasText: 'again' })
      .first()
      .waitFor()
    expect(await ximena.locator('.page-editor .tool-editor').count()).toBe(0)
    await ximena.locator('.page-editor [data-part-id]', { hasText: 'Parents' }).first().click()
    await ximena.getByLabel('Text of this belief').waitFor()
    await Promise.all([ximena.close(), ambrose.close()])
  })

  it('opens without a connection, and says so where its editor never came', async () => {
    const entry = await entryWith(sampleIceberg)
    const page = await team.pageOf(team.memberIds[0]!)
    let reachable = false
    await page.route('**/mount-tool*', (route) => (reachable ? route.continue() : route.abort()))
    await page.goto(`${team.address}/entries/${entry.id}`)
    await page.getByRole('button', { name: 'Work on this' }).click()
    await page.getByRole('button', { name: 'No connection: try again' }).waitFor()
    reachable = true
    await page.getByRole('button', { name: 'No connection: try again' }).click()
    await page.locator('.page-editor .tool-editor').waitFor()

    const come = page.waitForResponse(/mount-tool.*\.js/)
    await page.reload()
    await (await come).finished()
    await page.locator('.page-editor .tool-begin').waitFor()
    await page.context().setOffline(true)
    await page.getByRole('button', { name: 'Work on this' }).click()
    await page.locator('.page-editor .tool-editor').waitFor()
    await page.context().setOffline(false)
    await page.close()
  })

  it('is written by two people at once in different cards, and each takes back only their own', async () => {
    const entry = await entryWith(sampleIceberg)
    const ximena = await open(team.memberIds[0]!, entry.id)
    const ambrose = await open(team.memberIds[1]!, entry.id)
    await ximena.getByRole('button', { name: /^event: Two third/ }).click()
    await ambrose.getByRole('button', { name: /^belief: Parents/ }).click()
    await ximena.getByLabel('Text of this event').press('End')
    await ambrose.getByLabel('Text of this belief').press('End')
    await Promise.all([
      ximena.getByLabel('Text of this event').pressSequentially(' again', { delay: 20 }),
      ambrose.getByLabel('Text of this belief').pressSequentially(' at all', { delay: 20 }),
    ])
    await ambrose.locator('.tool-flag', { hasText: 'Ximena' }).waitFor()
    await Promise.all([saved(ximena), saved(ambrose)])
    await expect
      .poll(async () => (await lanesIn(entry.documentId))('mentalModels')[0])
      .toBe('Parents don’t care at all')
    expect((await lanesIn(entry.documentId))('events')[0]).toBe('Two third-graders fight at the gate on Monday again')
    await ximena.keyboard.press('Control+z')
    await expect
      .poll(async () => (await lanesIn(entry.documentId))('events')[0])
      .toBe('Two third-graders fight at the gate on Monday')
    expect((await lanesIn(entry.documentId))('mentalModels')[0]).toBe('Parents don’t care at all')
    await Promise.all([ximena.close(), ambrose.close()])
  })

  it('lets a card be carried to another layer by mouse, and by arrow keys', async () => {
    const entry = await entryWith(sampleIceberg)
    const page = await open(team.memberIds[0]!, entry.id)
    const card = page.getByRole('button', { name: /^event: An aide/ })
    await card.scrollIntoViewIfNeeded()
    const from = (await card.boundingBox())!
    const to = (await page.getByRole('button', { name: /^pattern: The same six/ }).boundingBox())!
    await page.mouse.move(from.x + 30, from.y + 20)
    await page.mouse.down()
    await page.mouse.move(from.x + 30, from.y + 60, { steps: 3 })
    await page.mouse.move(to.x + 30, to.y + 20, { steps: 5 })
    await page.mouse.up()
    await expect
      .poll(async () => (await lanesIn(entry.documentId))('patterns'))
      .toContain('An aide is shouted at by a waiting parent')
    const moved = page.getByRole('button', { name: /^pattern: An aide/ })
    await moved.focus()
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowUp')
    await expect
      .poll(async () => (await lanesIn(entry.documentId))('events'))
      .toContain('An aide is shouted at by a waiting parent')
    await page.close()
  })
})

describe('a causal loop diagram', () => {
  it('grows by sentences, and tells the loop that they close', async () => {
    const entry = await entryWith({ tool: 'causal-loop' })
    const page = await open(team.memberIds[0]!, entry.id)
    const say = async (from: string, to: string, sign: string, delay = false) => {
      await page.getByLabel('What changes first').fill(from)
      await page.getByLabel('What it changes').fill(to)
      await page.getByLabel('In which direction').selectOption(sign)
      if (delay) await page.getByLabel('after a delay').check()
      await page.getByLabel('What it changes').press('Enter')
    }
    await say('staff stress', 'time for check-ins', '-')
    await say('time for check-ins', 'sense of being seen', '+')
    await say('sense of being seen', 'staff stress', '-', true)
    await page.getByText('Read as text').click()
    await page
      .getByText(
        'R1 reinforcing. Staff stress rises, so time for check-ins falls, so sense of being seen falls, so, after a delay, staff stress rises further. The loop feeds itself.',
      )
      .waitFor()
    await saved(page)
    const { vars, links } = (await toolIn(entry.documentId)) as unknown as Loops
    expect(vars.map((variable) => variable.name)).toEqual(['staff stress', 'time for check-ins', 'sense of being seen'])
    expect(links.map((link) => [link.sign, link.delay])).toEqual([
      ['-', false],
      ['+', false],
      ['-', true],
    ])
    await page.close()
  })

  it('lets a variable be dragged, and by form, and colleagues see it', async () => {
    const entry = await entryWith(sampleLoops)
    const page = await open(team.memberIds[0]!, entry.id)
    const colleague = await open(team.memberIds[1]!, entry.id)
    const box = page.getByRole('button', { name: 'variable: staff stress', exact: true })
    await box.scrollIntoViewIfNeeded()
    const at = (await box.boundingBox())!
    await page.mouse.move(at.x + at.width / 2, at.y + at.height / 2)
    await page.mouse.down()
    await page.mouse.move(at.x + at.width / 2 + 120, at.y + at.height / 2 + 150, { steps: 6 })
    await page.mouse.up()
    const placeOf = async () =>
      ((await toolIn(entry.documentId)) as unknown as Loops).vars.find((variable) => variable.name === 'staff stress')!
    await expect.poll(async () => (await placeOf()).x).toBeGreaterThan(150)
    await expect
      .poll(
        async () =>
          (await colleague.getByRole('button', { name: 'variable: staff stress', exact: true }).boundingBox())!.x,
      )
      .toBeGreaterThan(at.x + 60)
    await box.click()
    await page.getByText('Place in the picture').click()
    await page.getByLabel('From left to right').fill('975')
    await expect.poll(async () => (await placeOf()).x).toBe(975)
    await Promise.all([page.close(), colleague.close()])
  })

  it('is drawn with the keyboard alone from the outline', async () => {
    const entry = await entryWith({ tool: 'causal-loop' })
    const page = await open(team.memberIds[0]!, entry.id)
    const outline = page.getByRole('button', { name: 'Outline', exact: true })
    await outline.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Add a variable' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('trust')
    await page.keyboard.press('Enter')
    await page.keyboard.type('listening')
    await page.getByLabel('What changes first').focus()
    await page.keyboard.type('trust')
    await page.keyboard.press('Tab')
    await page.keyboard.type('listening')
    await page.keyboard.press('Enter')
    await expect.poll(async () => ((await toolIn(entry.documentId)) as unknown as Loops).links?.length).toBe(1)
    const { vars } = (await toolIn(entry.documentId)) as unknown as Loops
    expect(vars.map((variable) => variable.name)).toEqual(['trust', 'listening'])
    await page.close()
  })
})

describe('by keyboard', () => {
  it('one goes from the text into a tool, through its parts, and back', async () => {
    const entry = await entryWith(sampleIceberg)
    const page = await find(team.memberIds[0]!, entry.id)
    const inFocus = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await page.locator('.page-editor > p').first().click()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowDown')
    await page.locator('.page-tool.ProseMirror-selectednode').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(inFocus).toBe('the issue: Fights at pick-up')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByLabel('Text of this event').waitFor()
    await page.keyboard.type('A push: ')
    await page.keyboard.press('Escape')
    await expect.poll(inFocus).toContain('event: ')
    await page.keyboard.press('Delete')
    await expect.poll(async () => (await lanesIn(entry.documentId))('events')).toHaveLength(1)
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('tool-editor')
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await lanesIn(entry.documentId))('events')).toHaveLength(2)
    await page.keyboard.press('Escape')
    await page.locator('.page-tool.ProseMirror-selectednode').waitFor()
    await page.close()
  })

  it('every field of the outline keeps the focus that it was given', async () => {
    const entry = await entryWith(sampleIceberg)
    const page = await open(team.memberIds[0]!, entry.id)
    await page.getByRole('button', { name: 'Outline', exact: true }).click()
    await page.getByLabel('Since').nth(1).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' 2025')
    await page.getByRole('button', { name: 'Add an event' }).click()
    await page.keyboard.type('A third one')
    await saved(page)
    const state = (await toolIn(entry.documentId)) as unknown as {
      patterns: { since: string }[]
      events: { text: string }[]
    }
    expect(state.patterns[1]!.since).toBe('October 2025')
    expect(state.events.at(-1)!.text).toBe('A third one')
    await page.close()
  })
})

describe('on a phone', () => {
  it('offers the outline first, and nothing is wider than the screen', async () => {
    const entry = await entryWith(sampleLoops)
    const page = await open(team.memberIds[0]!, entry.id, 390)
    expect(await page.getByRole('button', { name: 'Outline', exact: true }).getAttribute('aria-pressed')).toBe('true')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Picture', exact: true }).tap()
    await page.getByRole('button', { name: 'variable: student dysregulation' }).tap()
    await page.getByLabel('Name of this variable').fill('children out of balance')
    await expect
      .poll(async () => ((await toolIn(entry.documentId)) as unknown as Loops).vars[0]!.name)
      .toBe('children out of balance')
    await page.close()
  })
})

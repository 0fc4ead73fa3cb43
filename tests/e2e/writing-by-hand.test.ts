import { readFileSync } from 'node:fs'
import type { Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import { pagePlainText } from '#domain/portfolio/page-text.ts'
import { bringEvidence } from '#tests/support/bring-evidence.ts'
import { photo } from '#tests/support/evidence-files.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
let page: Page
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())
beforeEach(async () => {
  page = await team.pageOf(team.memberIds[0]!)
})

const contentOf = (documentId: string) => team.app.context.rooms.contentOf(documentId)
const blocksOf = async (documentId: string) =>
  ((await contentOf(documentId)).page.content ?? []).map((block) =>
    [block.type, block.attrs?.kind].filter(Boolean).join(' '),
  )
const save = () => page.locator('.page-save')
const saved = () => page.locator('.page-save', { hasText: /^Saved$/ }).waitFor()
async function open(blocks: PageNode[]) {
  const entry = await team.entry(blocks)
  await page.goto(`${team.address}/entries/${entry.id}`)
  await page.locator('.page-editor').waitFor()
  await saved()
  await page.locator('.page-editor').focus()
  return entry
}
/** To the end of the text; the editor hears of a moved caret a moment later. */
async function toEnd(): Promise<void> {
  await page.keyboard.press('Control+End')
  await page.waitForTimeout(60)
}
const focusIn = (selector: string) => page.evaluate((at) => document.activeElement?.closest(at) !== null, selector)

describe('writing by keyboard alone', () => {
  it('makes headings, quotations, lists and tasks of what is typed', async () => {
    const entry = await open([line('a', '')])
    await page.keyboard.type('# What we saw')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Plain **bold** words.')
    await page.keyboard.press('Enter')
    await page.keyboard.type('> Somebody said')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('- one')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('inner')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('[ ] a task')
    await page.locator('.page-task').waitFor()
    await saved()
    expect(await blocksOf(entry.documentId)).toEqual([
      'paragraph h2',
      'paragraph p',
      'paragraph quote',
      'bulletList',
      'taskList',
    ])
    expect(pagePlainText(await contentOf(entry.documentId))).toBe(
      'What we saw\nPlain bold words.\nSomebody said\none\ninner\na task',
    )
    await page.locator('.page-task input').check()
    await saved()
    expect(JSON.stringify(await contentOf(entry.documentId))).toContain('"checked":true')
  })

  it('offers what can be added after a slash, and Esc leaves the slash in the text', async () => {
    const entry = await open([line('a', '')])
    await page.keyboard.type('/')
    const list = page.getByRole('listbox', { name: 'What to add' })
    await list.waitFor()
    expect(await page.locator('.page-editor').getAttribute('aria-activedescendant')).toBe('slash-p')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.locator('.page-editor').getAttribute('aria-activedescendant')).toBe('slash-h2')
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    await page.keyboard.type('nothing')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/tab')
    await page.keyboard.press('Enter')
    await page.locator('.page-editor table').waitFor()
    await page.keyboard.type('Day')
    await saved()
    expect(pagePlainText(await contentOf(entry.documentId))).toContain('/nothing\nDay')
    await page.getByText('Table', { exact: true }).click()
    await page.getByRole('button', { name: 'Add a row below' }).click()
    await expect.poll(() => page.locator('.page-editor tr').count()).toBe(4)
  })

  it('goes to the tools with Alt+F10, along them with arrows, back with Esc, and out with Esc and Tab', async () => {
    const entry = await open([line('a', 'Word')])
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Alt+F10')
    expect(await focusIn('[role="toolbar"]')).toBe(true)
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Bold')
    await page.keyboard.press('Enter')
    expect(await focusIn('.page-editor')).toBe(true)
    await saved()
    expect(JSON.stringify(await contentOf(entry.documentId))).toContain('"bold"')
    await page.keyboard.press('Alt+F10')
    await page.keyboard.press('Escape')
    expect(await focusIn('.page-editor')).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    expect(await focusIn('.page-editor')).toBe(false)
    expect(await focusIn('[role="toolbar"]')).toBe(false)
  })
})

describe('the save state', () => {
  it('counts what is kept on the device while the connection is gone, and saves it when it returns', async () => {
    let cut = false
    const open_: WebSocketRoute[] = []
    await page.routeWebSocket(/\/collab\//, (socket) => {
      if (cut) return void socket.close({ code: 1013 })
      open_.push(socket)
      socket.connectToServer()
    })
    const entry = await open([line('a', 'Begun.')])
    cut = true
    for (const socket of open_.splice(0)) await socket.close({ code: 1012 })
    await page.locator('.page-save', { hasText: 'Not connected' }).waitFor()
    await toEnd()
    await page.keyboard.type(' On')
    await expect.poll(() => save().textContent()).toBe('Not connected: 3 changes kept on this device.')
    expect(pagePlainText(await contentOf(entry.documentId))).toBe('Begun.')
    cut = false
    await saved()
    expect(pagePlainText(await contentOf(entry.documentId))).toBe('Begun. On')
  })

  it('says what to do when the server ends the connection for good, and offers the words to take along', async () => {
    const open_: WebSocketRoute[] = []
    await page.routeWebSocket(/\/collab\//, (socket) => {
      open_.push(socket)
      const server = socket.connectToServer()
      // The server's answers "saved" never arrive.
      server.onMessage((message) => {
        if (typeof message === 'string' || message[0] !== 120) socket.send(message)
      })
    })
    await open([line('a', 'Begun.')])
    await toEnd()
    await page.keyboard.type(' x')
    await open_[0]!.close({ code: 4401 })
    const alert = page.getByRole('alert')
    await alert.waitFor()
    expect(await alert.textContent()).toContain(
      'You were signed out. Sign in again to go on writing. 2 changes are not saved',
    )
    expect(await page.getByRole('link', { name: 'Sign in again' }).getAttribute('href')).toContain('/sign-in?next=')
    await page.getByRole('button', { name: 'Copy the words' }).waitFor()
    expect(await page.locator('.unsent-text').textContent()).toBe('Begun. x')
    expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
  })
})

describe('a picture from the evidence', () => {
  it('is chosen from what the team has brought, shows its alt text, and gets words for this place', async () => {
    const actor = await team.app.actor(team.memberIds[0]!)
    const evidenceId = await bringEvidence(team.app, actor, {
      portfolioId: team.portfolioId,
      fileName: 'gate.jpg',
      bytes: await photo({ width: 320, height: 200 }),
      title: 'The gate at ten to three',
      declaration: 'none',
    })
    const entry = await open([line('a', 'Before it.')])
    await toEnd()
    await page.keyboard.press('Enter')
    await page.keyboard.type('/pict')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /The gate at ten to three/ }).click()
    const picture = page.locator('.page-editor figure img')
    await picture.waitFor()
    expect(await picture.getAttribute('src')).toBe(`/evidence/${evidenceId}/file`)
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Describe this picture' }).click()
    await page.getByLabel('What it shows').fill('Parents and children stand apart at the gate')
    await page.getByLabel('Caption').fill('Before we moved the cones')
    await page.getByRole('button', { name: 'Keep these words' }).click()
    await saved()
    const [, block] = (await contentOf(entry.documentId)).page.content!
    expect(block).toMatchObject({
      type: 'image',
      attrs: { evidenceId, alt: 'Parents and children stand apart at the gate', caption: 'Before we moved the cones' },
    })
    const mentor = await team.pageOf(team.mentorId)
    await mentor.goto(`${team.address}/entries/${entry.id}`)
    expect(await mentor.getByRole('img', { name: 'Parents and children stand apart at the gate' }).count()).toBe(1)
    expect(await mentor.locator('figcaption').textContent()).toBe('Before we moved the cones')
  })
})

it('nothing serious is found by axe on the page, its menu and its dialogs', async () => {
  await open([
    line('h', 'What we noticed', 'h2'),
    line('p', 'Words.'),
    {
      type: 'taskList',
      attrs: { id: 't' },
      content: [{ type: 'taskItem', attrs: { id: 't1', checked: false }, content: [line('tp', 'Ask')] }],
    },
    { type: 'callout', attrs: { id: 'c', tone: 'care' }, content: [line('cp', 'Careful.')] },
    { type: 'thinkingTool', attrs: { id: 'x', tool: 'iceberg', blockId: 'none' } },
  ])
  const findings = async () => {
    await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'))
    return page.evaluate(async () => {
      const { violations } = await (
        window as unknown as {
          axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }
        }
      ).axe.run()
      return violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => [id, nodes[0]?.html])
    })
  }
  expect(await findings()).toEqual([])
  await toEnd()
  await page.keyboard.press('Enter')
  await page.keyboard.type('/')
  await page.getByRole('listbox').waitFor()
  expect(await findings()).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Link' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await findings()).toEqual([])
})

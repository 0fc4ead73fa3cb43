import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pagePlainText } from '#domain/portfolio/page-text.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

const editorOf = (page: Page) => page.locator('.page-editor')
const saved = (page: Page) => page.locator('.page-save', { hasText: /^Saved$/ }).waitFor()

async function open(page: Page, entryId: string): Promise<void> {
  await page.goto(`${team.address}/entries/${entryId}`)
  await editorOf(page).waitFor()
  await saved(page)
}

/**
 * Puts the caret into a block, after so many letters (colleagues' carets are no letters), and waits until it stays: the
 * editor puts its own last selection back a moment after it gets the focus.
 */
async function caretInto(page: Page, index: number, offset: number): Promise<void> {
  await editorOf(page).focus()
  await page.waitForTimeout(100)
  const putCaret = () =>
    page.evaluate(
      ([at, letters]) => {
        const block = document.querySelectorAll('.page-editor > *')[at!]!
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (text) =>
          text.parentElement?.closest('.page-caret') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
        )
        let left = letters!
        let node = walker.nextNode()
        while (node && left > (node.textContent?.length ?? 0)) {
          left -= node.textContent?.length ?? 0
          node = walker.nextNode()
        }
        const [place, within] = node ? [node, left] : [block, 0]
        const now = getSelection()
        const isThere = now?.isCollapsed && now.anchorNode === place && now.anchorOffset === within
        if (!isThere) now?.collapse(place, within)
        return Boolean(isThere)
      },
      [index, offset],
    )
  await putCaret()
  await page.waitForTimeout(50)
  for (let tries = 0; !(await putCaret()); tries += 1) {
    if (tries === 20) throw new Error('the caret does not stay where it was put')
    await page.waitForTimeout(50)
  }
}

const textOf = async (documentId: string) => pagePlainText(await team.app.context.rooms.contentOf(documentId))
const linesIn = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('.page-editor > *')].map((block) => {
      const copy = block.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.page-caret')) caret.remove()
      return copy.textContent
    }),
  )

describe('two people write one entry', () => {
  it('in the same sentence at the same time, and every letter stays where it was meant', async () => {
    const entry = await team.entry([line('a', 'We met at the gate today.')])
    const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
    await open(ximena, entry.id)
    await open(ambrose, entry.id)
    await caretInto(ximena, 0, 6)
    await caretInto(ambrose, 0, 18)
    await Promise.all([
      ximena.keyboard.type(' all together', { delay: 25 }),
      ambrose.keyboard.type(' of the school', { delay: 25 }),
    ])
    await Promise.all([saved(ximena), saved(ambrose)])
    await expect.poll(() => textOf(entry.documentId)).toBe('We met all together at the gate of the school today.')
    expect(await linesIn(ximena)).toEqual(await linesIn(ambrose))
    expect(await ximena.locator('.page-caret-name').getAttribute('data-name')).toBe('Ambrose Kealoha-Finch')
    expect(await ximena.locator('.page-here').textContent()).toBe('Ambrose Kealoha-Finch is here too.')
  })

  it('in the same new paragraph, and the letters of each keep their order', async () => {
    const entry = await team.entry([line('a', 'Above')])
    const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
    await open(ximena, entry.id)
    await open(ambrose, entry.id)
    await caretInto(ximena, 0, 5)
    await ximena.keyboard.press('Enter')
    await ambrose.locator('.page-editor > *').nth(1).waitFor()
    await caretInto(ambrose, 1, 0)
    await Promise.all([
      ximena.keyboard.type('abcdefghijkl', { delay: 15 }),
      ambrose.keyboard.type('ABCDEFGHIJKL', { delay: 15 }),
    ])
    await Promise.all([saved(ximena), saved(ambrose)])
    const text = await textOf(entry.documentId)
    expect(text.replace(/[^a-z\n]/g, '').trim()).toContain('abcdefghijkl')
    expect(text.split('\n')[1]!.replace(/[^A-Z]/g, '')).toBe('ABCDEFGHIJKL')
  })

  it('and a key acts where the caret is, also when it comes before the browser tells that the caret has moved', async () => {
    const entry = await team.entry([line('a', 'Above. '), line('b', 'Below.')])
    const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
    await open(ximena, entry.id)
    await open(ambrose, entry.id)
    await caretInto(ambrose, 1, 0)
    await caretInto(ximena, 1, 6)
    await ximena.locator('.page-caret').waitFor()
    await ximena.evaluate(() => {
      const [, below] = document.querySelectorAll('.page-editor > p')
      document.getSelection()?.collapse(below!, 0)
      const key = { key: 'Backspace', code: 'Backspace', keyCode: 8, bubbles: true, cancelable: true }
      below!.dispatchEvent(new KeyboardEvent('keydown', key))
    })
    await expect.poll(() => textOf(entry.documentId)).toBe('Above. Below.')
    await ambrose.locator('.page-caret').waitFor()
    // A name is never a text in the page, where it could become a word of it.
    expect(await ambrose.locator('.page-editor').textContent()).toBe('Above. Below.')
  })

  it('and undo takes back one’s own phrase, and nothing of the other', async () => {
    const entry = await team.entry([line('a', 'First.'), line('b', 'Second.')])
    const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
    await open(ximena, entry.id)
    await open(ambrose, entry.id)
    await caretInto(ximena, 0, 6)
    await caretInto(ambrose, 1, 7)
    await Promise.all([
      ximena.keyboard.type(' mine mine', { delay: 30 }),
      ambrose.keyboard.type(' yours yours', { delay: 30 }),
    ])
    await saved(ambrose)
    // One step, or two where a busy machine paused in the middle of the phrase; never one for each letter.
    await ximena.keyboard.press('Control+z')
    if ((await linesIn(ximena))[0] !== 'First.') await ximena.keyboard.press('Control+z')
    await expect.poll(() => linesIn(ximena)).toEqual(['First.', 'Second. yours yours'])
    await ximena.keyboard.press('Control+y')
    if ((await linesIn(ximena))[0] !== 'First. mine mine') await ximena.keyboard.press('Control+y')
    await expect.poll(() => linesIn(ambrose)).toEqual(['First. mine mine', 'Second. yours yours'])
  })
})

describe('the text of an entry', () => {
  const blocks = [
    line('h', 'What we noticed', 'h2'),
    line('p', 'On Tuesday the bus came eleven minutes late, and for once nobody ran. '.repeat(4)),
    line('q', 'I did not know that you also wait.', 'quote'),
    {
      type: 'bulletList',
      attrs: { id: 'l' },
      content: [
        { type: 'listItem', attrs: { id: 'l1' }, content: [line('l1p', 'The gate')] },
        { type: 'listItem', attrs: { id: 'l2' }, content: [line('l2p', 'The bell')] },
      ],
    },
    {
      type: 'taskList',
      attrs: { id: 't' },
      content: [{ type: 'taskItem', attrs: { id: 't1', checked: true }, content: [line('t1p', 'Ask the drivers')] }],
    },
    { type: 'callout', attrs: { id: 'c', tone: 'question' }, content: [line('cp', 'Who was not asked?')] },
    {
      type: 'table',
      attrs: { id: 'tb' },
      content: [
        {
          type: 'tableRow',
          attrs: { id: 'r1' },
          content: [
            { type: 'tableHeader', attrs: { id: 'c1' }, content: [line('c1p', 'Day')] },
            { type: 'tableHeader', attrs: { id: 'c2' }, content: [line('c2p', 'What we saw')] },
          ],
        },
        {
          type: 'tableRow',
          attrs: { id: 'r2' },
          content: [
            { type: 'tableCell', attrs: { id: 'c3' }, content: [line('c3p', 'Tue')] },
            { type: 'tableCell', attrs: { id: 'c4' }, content: [line('c4p', 'A quiet landing')] },
          ],
        },
      ],
    },
    { type: 'divider', attrs: { id: 'd' } },
    line('e', ''),
    line('z', 'Tomorrow we try again.'),
  ]

  it('does not move when the editor takes over', async () => {
    const entry = await team.entry(blocks)
    const page = await team.pageOf(team.memberIds[0]!, { viewport: { width: 1280, height: 1600 } })
    const boxes = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.page [data-block-id]')].map((block) => {
          const { x, y, width, height } = block.getBoundingClientRect()
          return { id: block.getAttribute('data-block-id'), box: [x, y, width, height].map(Math.round) }
        }),
      )
    await page.addInitScript(() => {
      const shifts = { sum: 0 }
      Object.assign(window, { shifts })
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) shifts.sum += (shift as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route(/page-editor/, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(`${team.address}/entries/${entry.id}`)
    await page.evaluate(() => document.fonts.ready)
    expect(await page.locator('.page-editor').count()).toBe(0)
    const before = await boxes()
    expect(before.length).toBeGreaterThan(20)
    release()
    await editorOf(page).waitFor()
    await saved(page)
    expect(await boxes()).toEqual(before)
    expect(await page.evaluate(() => (window as unknown as { shifts: { sum: number } }).shifts.sum)).toBeLessThan(0.005)
  })

  it('comes to readers as text alone, without the editor or a socket that could write', async () => {
    const entry = await team.entry(blocks)
    const page = await team.pageOf(team.mentorId)
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('websocket', (socket) => asked.push(socket.url()))
    await page.goto(`${team.address}/entries/${entry.id}`)
    await page.waitForLoadState('networkidle')
    expect(await page.locator('.page blockquote').textContent()).toBe('I did not know that you also wait.')
    expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
    expect(asked.filter((url) => /page-editor|\/collab\//.test(url))).toEqual([])
  })
})

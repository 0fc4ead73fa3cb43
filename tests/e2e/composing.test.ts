import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { saved, textOf } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

const editorOf = (page: Page) => page.locator('.page-editor')
/** A page's first line, without the names of carets. */
const lineIn = (page: Page) =>
  page.evaluate(() => {
    const copy = document.querySelector('.page-editor > *')!.cloneNode(true) as HTMLElement
    for (const caret of copy.querySelectorAll('.page-caret')) caret.remove()
    return copy.textContent
  })

/** Two pages of one line: one person at its end, the other at its beginning. */
async function twoAtOneLine() {
  const entry = await team.entry([line('a', 'Middle')])
  const [one, other] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
  for (const [page, key] of [
    [one, 'Control+End'],
    [other, 'Control+Home'],
  ] as const) {
    await page.goto(`${team.address}/entries/${entry.id}`)
    await editorOf(page).waitFor()
    await saved(page)
    await editorOf(page).focus()
    await page.waitForTimeout(150)
    await page.keyboard.press(key)
  }
  const agree = async (text: string) => {
    await expect.poll(() => textOf(team, entry.documentId)).toBe(text)
    await expect.poll(() => lineIn(one)).toBe(text)
    await expect.poll(() => lineIn(other)).toBe(text)
    await Promise.all([saved(one), saved(other)])
    await Promise.all([one.context().close(), other.context().close()])
  }
  return { one, other, agree }
}

describe('while a colleague writes in the same line', () => {
  it('a word that is composed by an input method stands there once, and so does every letter of theirs', async () => {
    const { one, other, agree } = await twoAtOneLine()
    const keys = await one.context().newCDPSession(one)
    let theirs = ''
    for (const [composed, letter] of [
      ['に', 'a'],
      ['にほ', 'b'],
      ['にほん', 'c'],
    ] as const) {
      const at = composed.length
      await keys.send('Input.imeSetComposition', { text: composed, selectionStart: at, selectionEnd: at })
      await other.keyboard.type(letter)
      theirs += letter
      await expect.poll(() => lineIn(one)).toContain(theirs)
    }
    await keys.send('Input.insertText', { text: '日本' })
    await agree('abcMiddle日本')
  })

  it('families, flags and words from right to left stay whole, also when one of them is taken back', async () => {
    const { one, other, agree } = await twoAtOneLine()
    const [family, flag, words] = ['👩‍👩‍👧‍👦', '🏳️‍🌈', 'مرحبا']
    for (const [mine, theirs] of [
      [family, 'ن'],
      [words, '🌿'],
      [flag, 'x'],
    ] as const) {
      await Promise.all([one.keyboard.insertText(mine), other.keyboard.insertText(theirs)])
    }
    await one.keyboard.press('Backspace')
    await agree(`ن🌿xMiddle${family}${words}`)
  })
})

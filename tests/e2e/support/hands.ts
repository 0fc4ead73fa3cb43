/** Two ways of using a page: with a pointer, and with the keyboard alone. The same journeys pass with both. */
import type { Locator, Page } from 'playwright-core'

export type Hands = {
  /** Presses a link or a button. */
  press: (target: Locator) => Promise<void>
  /** Checks a box or a radio. */
  choose: (target: Locator) => Promise<void>
  /** Replaces what stands in a field. */
  fill: (target: Locator, words: string) => Promise<void>
  /** Picks from a list by its visible words. */
  pick: (target: Locator, words: string) => Promise<void>
}

export const pointer: Hands = {
  press: (target) => target.click(),
  choose: (target) => target.check(),
  fill: (target, words) => target.fill(words),
  pick: async (target, words) => {
    await target.selectOption({ label: words })
  },
}

const mostSteps = 400

/** Tabs until the target has the focus: what cannot be reached so is not there for those who have no pointer. */
async function reach(target: Locator): Promise<Page> {
  const page = target.page()
  await target.waitFor()
  const here = () => target.evaluate((element) => element === document.activeElement)
  for (let step = 0; step < mostSteps; step += 1) {
    if (await here()) return page
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${target}`)
}

export const keyboard: Hands = {
  async press(target) {
    await (await reach(target)).keyboard.press('Enter')
  },
  async choose(target) {
    const radio = await target.evaluate((element) => element instanceof HTMLInputElement && element.type === 'radio')
    if (!radio) {
      const page = await reach(target)
      if (!(await target.isChecked())) await page.keyboard.press('Space')
      return
    }
    // One stop for a group of radios: in through whichever holds it, then by the arrows.
    const page = target.page()
    const inGroup = () =>
      target.evaluate((element) => {
        const active = document.activeElement
        const one = element as HTMLInputElement
        return active instanceof HTMLInputElement && active.name === one.name && active.form === one.form
      })
    for (let step = 0; step < mostSteps && !(await inGroup()); step += 1) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    for (let step = 0; step < 8 && !(await target.isChecked()); step += 1) await page.keyboard.press('ArrowDown')
  },
  async fill(target, words) {
    const page = await reach(target)
    await page.keyboard.press('ControlOrMeta+a')
    if (words === '') await page.keyboard.press('Delete')
    else await page.keyboard.insertText(words)
  },
  async pick(target, words) {
    const page = await reach(target)
    await page.keyboard.type(words)
  },
}

import type { Page } from 'playwright-core'
import type { Hands } from '../support/hands.ts'

/** One reviewer's evening: opens the snapshot, gives every criterion a level, a cited passage and a sentence, hands in. */
export async function reviewAs(
  page: Page,
  hands: Hands,
  { address, team, levels }: { address: string; team: string; levels: Record<string, number> },
): Promise<void> {
  await page.goto(`${address}/reviews`)
  await hands.press(page.getByRole('link', { name: new RegExp(team) }).first())
  await hands.press(page.getByRole('button', { name: 'Open the portfolio' }))
  await page.getByRole('heading', { name: 'Your review' }).waitFor()
  const passage = page.locator('.frozen-page [data-block-id]', { hasText: 'Tuesday. At 14:50' }).last()
  for (let n = 1; n <= 10; n += 1) {
    const key = `C${n}`
    const card = page.locator(`#${key}`)
    if ((await card.getAttribute('open')) === null) await hands.press(card.locator('summary').first())
    await passage.focus()
    await page.getByRole('region', { name: 'The passage you point at' }).waitFor()
    await page.keyboard.press('c')
    await card.getByText('Tuesday. At 14:50').first().waitFor()
    await card.getByRole('radio').first().waitFor()
    await hands.choose(card.getByRole('radio').nth((levels[key] ?? 3) - 1))
    await hands.fill(card.getByLabel('One sentence'), `What you wrote about the gate shows it (${key}).`)
  }
  await hands.fill(page.getByLabel(/We noticed/i).first(), 'You stayed at the gate. You let the drivers speak first.')
  await page.getByText('10 of 10 criteria are complete').waitFor()
  await hands.press(page.getByRole('button', { name: 'Hand in the review' }))
  await page.getByText('Handed in; it stays as it is.').waitFor()
}

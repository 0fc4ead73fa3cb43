import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from './support/built-app.ts'
import { openEntry, saved, says, textOf, write } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

const trayOf = (page: Page) => page.locator('.rescue-tray')

/** Ambrose writes without a connection while Ximena makes a list of the paragraph. */
async function meeting() {
  const entry = await team.entry([line('a', 'Above.'), line('b', 'We met at the gate.')])
  const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
  await openEntry(ximena, team, entry.id)
  await openEntry(ambrose, team, entry.id)
  await ambrose.context().setOffline(true)
  await says(ambrose, /^Not connected/)
  await write(ambrose, ' And nobody ran.')
  await write(ximena, '')
  await ximena.getByRole('button', { name: 'Bulleted list' }).click()
  await saved(ximena)
  await ambrose.context().setOffline(false)
  await saved(ambrose)
  await trayOf(ambrose).waitFor()
  return { entry, ximena, ambrose }
}

describe('a sentence that met a change of layout', () => {
  it('waits beside the page, says by whom, and is put back where it stood', async () => {
    const { entry, ximena, ambrose } = await meeting()
    expect(await textOf(team, entry.documentId)).toBe('Above.\nWe met at the gate.')
    expect(await trayOf(ambrose).locator('summary').textContent()).toBe(
      'Your sentence met a colleague’s change of layout',
    )
    expect(await trayOf(ambrose).locator('blockquote').textContent()).toBe('And nobody ran.')
    expect(await trayOf(ambrose).innerText()).toMatch(/You wrote this while Ximena .* changed the layout there\./)
    // Her page heard it from the server, without anything of hers.
    await trayOf(ximena).waitFor()
    expect(await seriousFindings(ambrose)).toEqual([])

    await trayOf(ambrose).getByRole('button', { name: 'Insert' }).click()
    await trayOf(ambrose).waitFor({ state: 'detached' })
    await expect.poll(() => textOf(team, entry.documentId)).toBe('Above.\nWe met at the gate. And nobody ran.')
    expect(await ximena.locator('.page-editor li').innerText()).toContain('And nobody ran.')

    await ximena.reload()
    await openEntry(ximena, team, entry.id)
    await ximena.waitForTimeout(300)
    expect(await trayOf(ximena).count()).toBe(0)
  })

  it('is left when its author says so, also for the next page', async () => {
    const { entry, ambrose } = await meeting()
    await trayOf(ambrose).getByRole('button', { name: 'Dismiss' }).click()
    await trayOf(ambrose).waitFor({ state: 'detached' })
    await openEntry(ambrose, team, entry.id)
    await ambrose.waitForTimeout(300)
    expect(await trayOf(ambrose).count()).toBe(0)
    expect(await textOf(team, entry.documentId)).toBe('Above.\nWe met at the gate.')
  })
})

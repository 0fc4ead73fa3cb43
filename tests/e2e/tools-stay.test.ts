import { afterAll, beforeAll, expect, it } from 'vitest'
import { cutter, openEntry, says, write } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

it('the text does not move when the connection goes, and what is said about it is said once', async () => {
  const entry = await team.entry([line('a', 'Begin.')])
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    const page = await team.pageOf(team.memberIds[0]!, { viewport })
    const { cut } = await cutter(page)
    await openEntry(page, team, entry.id)
    const top = () => page.evaluate(() => document.querySelector('.page-editor')!.getBoundingClientRect().top + scrollY)
    const before = await top()
    await page.evaluate(() => {
      const spoken: string[] = []
      Object.assign(window, { spoken })
      const region = document.querySelector('.page-bar [role="status"]')!
      new MutationObserver(() => spoken.push(region.textContent ?? '')).observe(region, {
        characterData: true,
        childList: true,
        subtree: true,
      })
    })
    await cut()
    await says(page, /^Not connected\. You can go on writing/)
    expect(await top()).toBe(before)
    await write(page, ' Alone.')
    await says(page, /7 changes kept on this device/)
    expect(await top()).toBe(before)
    const spoken = await page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)
    expect([...new Set(spoken)]).toEqual(['Not connected. What you write is kept on this device.'])
    await page.close()
  }
})

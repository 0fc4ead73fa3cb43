import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEntry, saved, says, textOf, wordsIn, write, writeAlone } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

describe('words that are written without a connection', () => {
  it('are kept on this device, survive the end of the tab, and are called saved only by the server', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    const context = page.context()
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' All alone.')
    expect(await textOf(team, entry.documentId)).toBe('Begin.')
    await page.close({ runBeforeUnload: false })

    await context.setOffline(false)
    const again = await context.newPage()
    await openEntry(again, team, entry.id)
    expect(await textOf(team, entry.documentId)).toBe('Begin. All alone.')
    // Nothing is left to be sent, and a third page does not send it twice.
    const third = await context.newPage()
    await openEntry(third, team, entry.id)
    expect(await textOf(team, entry.documentId)).toBe('Begin. All alone.')
  })

  it('merge with what a colleague wrote meanwhile: nothing lost, nothing doubled', async () => {
    const entry = await team.entry([line('a', 'Above.'), line('b', 'Below.')])
    const [ximena, ambrose] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
    await openEntry(ximena, team, entry.id)
    await openEntry(ambrose, team, entry.id)
    await writeAlone(ximena, ' Written alone.')
    await ximena.keyboard.press('Enter')
    await ximena.keyboard.type('A paragraph of her own.')
    await ambrose.locator('.page-editor').focus()
    await ambrose.waitForTimeout(150)
    await ambrose.keyboard.press('Control+Home')
    await ambrose.keyboard.type('From the others: ')
    await saved(ambrose)
    await ximena.context().setOffline(false)
    await saved(ximena)
    const whole = 'From the others: Above.\nBelow. Written alone.\nA paragraph of her own.'
    await expect.poll(() => textOf(team, entry.documentId)).toBe(whole)
    await expect.poll(() => ambrose.locator('.page-editor').innerText()).toContain('A paragraph of her own.')
  })

  it('of two tabs of one person come together once, through the server', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const one = await team.pageOf(team.memberIds[0]!)
    const other = await one.context().newPage()
    await openEntry(one, team, entry.id)
    await openEntry(other, team, entry.id)
    await writeAlone(one, ' One tab.')
    await says(other, /^Not connected/)
    await write(other, ' Other tab.')
    await says(other, /11 changes kept on this device/)
    await one.context().setOffline(false)
    await Promise.all([saved(one), saved(other)])
    await expect.poll(() => textOf(team, entry.documentId)).toContain('Other tab.')
    const text = await textOf(team, entry.documentId)
    expect(text.split('One tab.')).toHaveLength(2)
    expect(text.split('Other tab.')).toHaveLength(2)
    await expect.poll(async () => (await wordsIn(one)) === (await wordsIn(other))).toBe(true)
    await other.close()
    await one.reload()
    await saved(one)
    expect(await textOf(team, entry.documentId)).toBe(text)
  })

  it('may be left without a warning once the disk has them', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' Safe.')
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.accept()
    })
    await page.context().setOffline(false)
    await saved(page)
    await page.context().setOffline(true)
    await says(page, /^Not connected/)
    await write(page, 'x')
    await says(page, /1 change kept on this device/)
    await page.close({ runBeforeUnload: true })
    expect(asked).toEqual([])
  })
})

describe('a browser that keeps nothing', () => {
  it('because its store is refused: the page goes on, and says that words are on this page only', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('refused', 'SecurityError')
      }
    })
    await openEntry(page, team, entry.id)
    await page.context().setOffline(true)
    await says(page, /^Not connected/)
    await write(page, ' Still.')
    await says(page, /^Not connected: 7 changes kept on this page only\. Keep it open\.$/)
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['beforeunload'])
    await page.context().setOffline(false)
    await saved(page)
    expect(await textOf(team, entry.documentId)).toBe('Begin. Still.')
    expect(errors).toEqual([])
  })

  it('because it is full: the line says so, and takes it back when there is room again', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    const client = await page.context().newCDPSession(page)
    await client.send('Storage.overrideQuotaForOrigin', { origin: team.address, quotaSize: 1 })
    await openEntry(page, team, entry.id)
    await page.context().setOffline(true)
    await says(page, /^Not connected/)
    await write(page, ' Full.')
    await says(page, /^Not connected: 6 changes kept on this page only/)
    await client.send('Storage.overrideQuotaForOrigin', { origin: team.address })
    await says(page, /^Not connected: 6 changes kept on this device\.$/)
    await page.context().setOffline(false)
    await saved(page)
    expect(await textOf(team, entry.documentId)).toBe('Begin. Full.')
    expect(errors).toEqual([])
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as files from '#tests/support/evidence-files.ts'
import { type BuiltApp, builtApp, seriousFindings } from './support/built-app.ts'

let built: BuiltApp
let folder: string
let team: Awaited<ReturnType<BuiltApp['app']['world']['team']>>

beforeAll(async () => {
  built = await builtApp()
  team = await built.app.world.team({ name: 'Night Sky' })
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  await writeFile(join(folder, 'gate.jpg'), await files.photo({ telling: true, width: 900, height: 600 }))
  await writeFile(join(folder, 'drawing.svg'), files.svgWithScript)
  await writeFile(join(folder, 'page.jpg'), files.htmlPage)
  await writeFile(join(folder, 'long.pdf'), Buffer.concat([files.pdf, Buffer.alloc(12 * 1024 * 1024, ' ')]))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
  await built.close()
})

const file = (name: string) => join(folder, name)
const rows = () => built.app.context.db.selectFrom('evidence').selectAll().orderBy('createdAt').orderBy('id').execute()
async function sheet(options = {}): Promise<Page> {
  const page = await built.pageOf(team.memberIds[0]!, options)
  await page.goto(`/portfolios/${team.portfolioId}/evidence`)
  await page.waitForLoadState('networkidle')
  return page
}
const onTheWay = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Files on their way' }).getByRole('listitem').filter({ hasText: name })

describe('bringing evidence from a page', () => {
  it('keeps what is good, refuses what harms, and says so for each file', async () => {
    const page = await sheet()
    await page.getByLabel('Nobody under 18').check()
    await page.getByLabel('Choose files').setInputFiles(['gate.jpg', 'drawing.svg', 'page.jpg'].map(file))
    await onTheWay(page, 'gate.jpg').getByText('The place and the details of the device were taken out').waitFor()
    await onTheWay(page, 'drawing.svg').getByText('can carry programs').waitFor()
    await onTheWay(page, 'page.jpg').getByText('can carry programs').waitFor()
    expect(await seriousFindings(page)).toEqual([])
    const kept = (await rows()).filter(({ state }) => state === 'ready')
    expect(kept).toMatchObject([{ title: 'gate', consentState: 'not-needed', takenOn: '2027-03-03' }])
    await page.getByRole('link', { name: 'Describe it' }).click()
    await page.getByLabel('For somebody who cannot see it').fill('A gate with three cars')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    await page.getByRole('img', { name: 'A gate with three cars' }).waitFor()
    expect(await seriousFindings(page)).toEqual([])
  })

  it('takes a dropped file of several parts, goes on where the line broke, and keeps it once', async () => {
    const page = await sheet()
    let put = 0
    await page.route('**/uploads/**', (route) => {
      put += 1
      return put >= 2 ? route.abort('connectionreset') : route.continue()
    })
    await page.getByLabel('Choose files').setInputFiles(file('long.pdf'))
    await onTheWay(page, 'long.pdf').getByText('The connection was lost').waitFor({ timeout: 30_000 })
    await page.unroute('**/uploads/**')
    const again: string[] = []
    page.on('request', (request) => request.method() === 'PUT' && again.push(request.url()))
    await onTheWay(page, 'long.pdf').getByRole('button', { name: 'Try again' }).click()
    await onTheWay(page, 'long.pdf').getByText('Kept.').waitFor()
    expect(again).toHaveLength(2)
    expect((await rows()).filter(({ kind, state }) => kind === 'document' && state === 'ready')).toHaveLength(1)
  })

  it('cancels a file on its way and frees its room', async () => {
    const page = await sheet()
    await page.route('**/uploads/**', () => {})
    await page.getByLabel('Choose files').setInputFiles(file('long.pdf'))
    await onTheWay(page, 'long.pdf').getByText('Sending').waitFor()
    await expect.poll(async () => (await rows()).some(({ state }) => state === 'uploading')).toBe(true)
    await onTheWay(page, 'long.pdf').getByRole('button', { name: 'Cancel' }).click()
    await onTheWay(page, 'long.pdf').getByText('Cancelled.').waitFor()
    await expect.poll(async () => (await rows()).some(({ state }) => state === 'uploading')).toBe(false)
  })

  it('takes files that are dropped', async () => {
    const page = await sheet()
    const before = (await rows()).length
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['Three parents stayed to talk.'], 'what was said.txt', { type: 'text/plain' }))
      return transfer
    })
    await page.getByText('or drop files here').dispatchEvent('drop', { dataTransfer: data })
    await onTheWay(page, 'what was said.txt').getByText('Kept.').waitFor()
    expect((await rows()).length).toBe(before + 1)
  })

  it('keeps notes and links before any script runs', async () => {
    const page = await built.pageOf(team.memberIds[1]!, { javaScriptEnabled: false })
    await page.goto(`/portfolios/${team.portfolioId}/evidence`)
    await page.getByText('Write a note').click()
    await page.getByLabel('What you saw or heard').fill('“Nobody asked us before.”')
    await page.getByRole('button', { name: 'Keep the note' }).click()
    await page.getByRole('link', { name: '“Nobody asked us before.”' }).waitFor()
  })
})

describe('consent on the page of a piece', () => {
  it('goes from unsure to asked, given and withdrawn, and then nobody sees the picture', async () => {
    const page = await sheet()
    await page.getByLabel('Choose files').setInputFiles(file('gate.jpg'))
    await onTheWay(page, 'gate.jpg').getByRole('link', { name: 'Describe it' }).click()
    await page.getByText('Somebody needs to look').waitFor()
    await page.getByLabel('Children can be recognised in it').check()
    await page.getByRole('button', { name: 'Note this answer' }).click()
    await page.getByLabel('Who gave consent, and how').fill('Mother of M., signed form of 2 March')
    await page.getByRole('button', { name: 'Consent was given' }).click()
    await page.getByText('Consent is given: Mother of M.').waitFor()
    await page.getByText('Consent was withdrawn', { exact: true }).click()
    await page.getByRole('button', { name: 'Hide it everywhere' }).click()
    await page.getByText('hidden everywhere, also here').waitFor()
    expect(await page.locator('figure img').count()).toBe(0)
    expect(await seriousFindings(page)).toEqual([])
  })
})

describe('capture on a phone', () => {
  it('takes a photo in three taps, with place, day and person filled in', async () => {
    const page = await built.pageOf(team.memberIds[2]!, { viewport: { width: 390, height: 844 }, hasTouch: true })
    await page.goto('/capture')
    await page.waitForLoadState('networkidle')
    const camera = page.getByLabel('Take a photo or a film')
    expect(await camera.getAttribute('capture')).toBe('environment')
    await camera.setInputFiles(file('gate.jpg'))
    await page.getByRole('img', { name: 'What you have just taken' }).waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await onTheWay(page, 'gate.jpg').getByText('Kept.').waitFor()
    const taken = (await rows()).find(({ capturedById }) => capturedById === team.memberIds[2])
    expect(taken).toMatchObject({ takenOn: '2027-03-03', consentState: 'pending', siteElementId: expect.any(String) })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Take another' }).click()
    await camera.waitFor({ state: 'attached' })
  })

  it('asks for which team when there are several', async () => {
    const other = await built.app.world.team({ name: 'Two Bridges' })
    await built.app.world.member(other.id, team.memberIds[2]!)
    const page = await built.pageOf(team.memberIds[2]!)
    await page.goto('/capture')
    await page.getByRole('link', { name: 'Two Bridges' }).click()
    await page.getByText('Take a photo or a film').waitFor()
  })
})

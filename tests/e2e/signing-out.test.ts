import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFindings } from './support/built-app.ts'
import { copiesIn, cutter, openEntry, saved, textOf, writeAlone, writeApart } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

async function signInAs(page: Awaited<ReturnType<WrittenTeam['pageOf']>>, personId: string): Promise<void> {
  const [name, value] = (await team.app.cookieOf(personId)).split('=') as [string, string]
  await page.context().addCookies([{ name, value, url: team.address }])
}

describe('signing out', () => {
  it('leaves nothing of the person on the device', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    await openEntry(page, team, entry.id)
    await expect.poll(() => copiesIn(page)).toEqual([`fieldfolio/${team.memberIds[0]}/${entry.documentId}/1`])
    const answer = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(await (await answer).headerValue('Clear-Site-Data')).toBe('"cache", "storage"')
    await page.waitForURL('**/sign-in**')
    await expect.poll(() => copiesIn(page)).toEqual([])
  })

  it('names the changes that would be lost, and asks first', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    const { cut, mend } = await cutter(page)
    await openEntry(page, team, entry.id)
    await cut()
    await writeApart(page, ' Mine.')
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await dialog.waitFor()
    expect(await dialog.textContent()).toContain('6 changes on this device did not reach the server yet.')
    expect(await seriousFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Stay signed in' }).click()
    mend()
    await saved(page)
    expect(await textOf(team, entry.documentId)).toBe('Begin. Mine.')

    await cut()
    await writeApart(page, 'xyz')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out and lose them' }).click()
    await page.waitForURL('**/sign-in**')
    await expect.poll(() => copiesIn(page)).toEqual([])
  })

  it('waits for a connection, because nobody is signed out without one', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' Mine.')
    await page.getByRole('button', { name: 'Sign out' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await dialog.textContent()).toContain('Signing out needs a connection')
    await dialog.getByRole('button', { name: 'Stay signed in' }).click()
    await page.context().setOffline(false)
    await saved(page)
    expect(await textOf(team, entry.documentId)).toBe('Begin. Mine.')
  })
})

describe('signing out everywhere', () => {
  it('takes the copy from a page that is open elsewhere', async () => {
    const ambrose = team.memberIds[1]!
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(ambrose)
    await openEntry(page, team, entry.id)
    await expect.poll(() => copiesIn(page)).toHaveLength(1)
    await team.app.context.db.deleteFrom('session').where('personId', '=', ambrose).execute()
    team.app.context.rooms.accessChanged({ personId: ambrose })
    await page.getByRole('alert').filter({ hasText: 'You were signed out.' }).waitFor()
    await expect.poll(() => copiesIn(page)).toEqual([])
    expect(await page.locator('.unsent-text').count()).toBe(0)
  })

  it('takes it also where no page is open, as soon as somebody has to sign in there', async () => {
    const ambrose = team.memberIds[1]!
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(ambrose)
    await openEntry(page, team, entry.id)
    await expect.poll(() => copiesIn(page)).toHaveLength(1)
    await page.goto('about:blank')
    await team.app.context.db.deleteFrom('session').where('personId', '=', ambrose).execute()
    await page.goto(`${team.address}/home`)
    await page.waitForURL('**/sign-in**')
    await expect.poll(() => copiesIn(page)).toEqual([])
  })
})

describe('a session that ended while somebody wrote without a connection', () => {
  it('keeps the words for this person, and gives them to nobody else who signs in here', async () => {
    const [ximena, wren] = [team.memberIds[0]!, team.memberIds[2]!]
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(ximena)
    const context = page.context()
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' Private so far.')
    await team.app.context.db.deleteFrom('session').where('personId', '=', ximena).execute()
    await context.setOffline(false)
    await page.getByRole('alert').filter({ hasText: 'You were signed out.' }).waitFor({ timeout: 45_000 })
    expect(await page.locator('.unsent-text').textContent()).toBe('Begin. Private so far.')
    expect(await page.getByRole('link', { name: 'Sign in again' }).count()).toBe(1)

    // Somebody else on the same computer: another cookie, while the first page is still open.
    await signInAs(page, wren)
    const theirs = await context.newPage()
    await openEntry(theirs, team, entry.id)
    expect(await theirs.locator('.page-editor').innerText()).toBe('Begin.')
    const answer = theirs.waitForResponse((response) => response.request().method() === 'POST')
    await theirs.getByRole('button', { name: 'Sign out' }).click()
    expect(await (await answer).headerValue('Clear-Site-Data')).toBe('"cache"')
    await theirs.waitForURL('**/sign-in**')
    expect(await textOf(team, entry.documentId)).toBe('Begin.')

    await signInAs(page, ximena)
    await openEntry(page, team, entry.id)
    expect(await textOf(team, entry.documentId)).toBe('Begin. Private so far.')
  })

  it('never sends them under the name of who signed in meanwhile', async () => {
    const [ximena, wren] = [team.memberIds[0]!, team.memberIds[2]!]
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(ximena)
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' Mine.')
    await signInAs(page, wren)
    await page.context().setOffline(false)
    await page.getByRole('alert').filter({ hasText: 'You were signed out.' }).waitFor({ timeout: 45_000 })
    expect(await textOf(team, entry.documentId)).toBe('Begin.')
  })
})

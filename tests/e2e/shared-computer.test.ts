import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '#server/accounts/password.ts'
import { seriousFindings } from './support/built-app.ts'
import { copiesIn, openEntry, saved, says, textOf, write, writeAlone } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
  const passwordHash = await hashPassword('a long enough password')
  await team.app.context.db.updateTable('person').set({ passwordHash }).execute()
})
afterAll(() => team?.close())

const choice = (page: Page) => page.getByLabel('This is a shared computer')

async function signIn(page: Page, shared: boolean, who = 0): Promise<void> {
  const { db } = team.app.context
  const person = await db.selectFrom('person').select('email').where('id', '=', team.memberIds[who]!).executeTakeFirst()
  await page.goto(`${team.address}/sign-in`)
  await page.getByLabel('E-mail', { exact: true }).fill(person!.email)
  await page.getByLabel('Password').fill('a long enough password')
  await choice(page).setChecked(shared)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

const strangerPage = async () => (await team.browser.newContext()).newPage()
/** Everything that scripts of our pages could have left in this browser. */
const leftIn = async (page: Page) => [
  ...(await copiesIn(page)),
  ...(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])).filter(
    (key) => !key.startsWith('positions'),
  ),
]

describe('a shared computer', () => {
  it('keeps nothing of what is written: with a connection, without one, and after', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await strangerPage()
    await signIn(page, true)
    expect(await page.context().cookies()).toMatchObject([
      { name: 'session', httpOnly: true, expires: -1 },
      { name: 'shared-computer', value: 'yes' },
    ])
    await page.goto(`${team.address}/account`)
    await page.getByText('This computer is shared, you said: nothing you write is kept on it.').waitFor()
    await openEntry(page, team, entry.id)
    await write(page, ' Here.')
    await saved(page)
    expect(await leftIn(page)).toEqual([])

    await page.context().setOffline(true)
    await says(page, /^Not connected\. You can go on writing; it is kept on this page only\. Keep it open\.$/)
    await write(page, ' Still.')
    await says(page, /^Not connected: 7 changes kept on this page only\. Keep it open\.$/)
    expect(await leftIn(page)).toEqual([])
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type() === 'confirm' ? dialog.message() : dialog.type())
      void dialog.dismiss()
    })
    await page.getByRole('link', { name: 'Home' }).click()
    await expect
      .poll(() => asked)
      .toEqual(['Your last words are on this page only, and not saved. If you leave it now, they are lost.'])
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('dialog').getByText('7 changes on this device did not reach the server yet.').waitFor()
    await page.getByRole('button', { name: 'Stay signed in' }).click()
    expect(await page.locator('.page-editor').textContent()).toBe('Begin. Here. Still.')

    await page.context().setOffline(false)
    await saved(page)
    expect(await textOf(team, entry.documentId)).toBe('Begin. Here. Still.')
    expect(await leftIn(page)).toEqual([])
    await page.context().close()
  })

  it('is remembered for whoever comes next, and can be taken back', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await strangerPage()
    await signIn(page, true)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await choice(page).waitFor()
    expect(await choice(page).isChecked()).toBe(true)
    expect(await seriousFindings(page)).toEqual([])
    await signIn(page, false, 1)
    expect((await page.context().cookies()).map(({ name, expires }) => [name, expires > 0])).toEqual([
      ['session', true],
    ])
    await openEntry(page, team, entry.id)
    await expect.poll(() => copiesIn(page)).toHaveLength(1)
    await page.context().close()
  })

  it('still sends what waited on it from before, and then forgets it', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await strangerPage()
    await signIn(page, false)
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' Mine.')
    await page.goto('about:blank')
    await team.app.context.db.deleteFrom('session').where('personId', '=', team.memberIds[0]!).execute()
    await page.context().setOffline(false)
    await signIn(page, true)
    await openEntry(page, team, entry.id)
    expect(await textOf(team, entry.documentId)).toBe('Begin. Mine.')
    await expect.poll(() => copiesIn(page)).toEqual([])
    await write(page, ' More.')
    await saved(page)
    expect(await copiesIn(page)).toEqual([])
    await page.context().close()
  })

  it('is asked for also where a mailed link is used', async () => {
    const { db } = team.app.context
    const token = 'a-link-of-the-shared-computer'
    await db
      .insertInto('sign_in_link')
      .values({
        id: createHash('sha256').update(`link ${token}`).digest('hex'),
        personId: team.memberIds[2]!,
        next: null,
        createdAt: new Date().toISOString(),
        expiresAt: new Date(Date.now() + 600_000).toISOString(),
        usedAt: null,
      })
      .execute()
    const page = await strangerPage()
    await page.goto(`${team.address}/sign-in/link/${token}`)
    await choice(page).check()
    expect(await seriousFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Come in' }).click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    expect((await page.context().cookies()).find(({ name }) => name === 'session')?.expires).toBe(-1)
    await page.context().close()
  })

  it('has no session that is prolonged beyond the browser', async () => {
    const { cookieOf, context } = team.app
    const mine = await cookieOf(team.memberIds[2]!)
    const soon = new Date(Date.now() + 5 * 3_600_000).toISOString()
    const renewed = async (cookie: string) => {
      await context.db.updateTable('session').set({ expiresAt: soon }).execute()
      const answer = await fetch(`${team.address}/home`, { headers: { cookie }, redirect: 'manual' })
      return answer.headers.getSetCookie().filter((one) => one.startsWith('session='))
    }
    expect((await renewed(mine)).join()).toMatch(/Max-Age/)
    const here = await renewed(`${mine}; shared-computer=yes`)
    expect(here).toHaveLength(1)
    expect(here.join()).not.toMatch(/Max-Age|Expires/)
  })
})

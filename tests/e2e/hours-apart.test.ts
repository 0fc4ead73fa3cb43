import { chromium } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { openDatabase } from '#db/database.ts'
import { hashPassword } from '#server/accounts/password.ts'
import { aTemplate } from '#tests/support/a-template.ts'
import { plainClient, textOf, until, wordsOf } from '#tests/support/live-client.ts'
import { loadDocument } from '#tests/support/load-document.ts'
import { product, type ServerProcess, serverProcess, settingsOf } from '#tests/support/server-process.ts'
import { makeTestApp, type TestApp } from '#tests/support/test-app.ts'
import { copiesIn, saved, says, wordsIn, write } from './support/writing-alone.ts'

let server: ServerProcess | undefined
afterAll(() => server?.kill())

it('A day apart: both sides write, the server is compacted and restarted twice, the session ends, and everything comes together once', async () => {
  const app = await makeTestApp('sqlite', {}, { unloadAfter: 0 })
  const cohortId = await app.world.cohort({
    editionId: await app.world.edition({ template: JSON.stringify(aTemplate) }),
  })
  const team = await app.world.team({ cohortId, size: 2 })
  const [ximena, ambrose] = team.memberIds as [string, string]
  const { id: entryId, documentId } = await app.world.entry(team.portfolioId, { words: 'Morning.' })
  const passwordHash = await hashPassword('a long enough password')
  const { db } = app.context
  await db.updateTable('person').set({ passwordHash, email: 'ximena@example.org' }).where('id', '=', ximena).execute()
  const { url: address, environment } = await settingsOf(app.context.config)
  const start = () => serverProcess(environment, [], product)
  server = await start()

  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking'.split(
      ' ',
    ),
  })
  const context = await browser.newContext()
  const [name, value] = (await app.cookieOf(ximena)).split('=') as [string, string]
  await context.addCookies([{ name, value, url: address }])
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${address}/entries/${entryId}`)
  await page.locator('.page-editor').waitFor()
  await saved(page)
  const colleague = plainClient(address, documentId, await app.cookieOf(ambrose))
  await colleague.synced()

  await context.setOffline(true)
  let changes = 0
  const sitting = async (words: string, hours: string) => {
    await says(page, /^Not connected/)
    await write(page, words)
    changes += words.length
    await says(page, new RegExp(`^Not connected: ${changes} changes kept on this device\\.$`))
    await page.clock.fastForward(hours)
  }
  await sitting(' Before noon on the bus.', '03:10:00')
  textOf(colleague.document).insert(0, 'A cold ')
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.setAttribute('id', 'of-the-colleague')
  paragraph.insert(0, [new Y.XmlText('Ambrose stayed at the gate.')])
  colleague.document.getXmlFragment('default').push([paragraph])
  const headOf = async () => (await loadDocument({ db }, documentId))?.updates.at(-1)?.sequence ?? 0
  await until(async () => (await headOf()) >= 3, 'the colleague is saved')
  colleague.close()

  // The first restart: a clean one, which makes one state of the log. Then five hours of somebody's edits.
  expect(await server.kill('SIGTERM')).toBe(0)
  expect((await loadDocument({ db }, documentId))?.updates).toEqual([])
  const later = (words: string) => app.context.rooms.write(documentId, ambrose, (document) => append(document, words))
  const { release } = await app.context.rooms.open(documentId)
  for (let n = 0; n < 520; n++) await later(n % 26 === 0 ? ` Hour${n}.` : ',')
  release()
  await until(async () => (await loadDocument({ db }, documentId))?.updates.length === 0, 'compacted again', 15_000)
  server = await start()
  await sitting(' After lunch without a bar.', '04:30:00')

  // The second restart: killed. Meanwhile the session has run out.
  await server.kill()
  await later(' Evening.')
  const past = new Date(Date.now() - 3_600_000).toISOString()
  await db.updateTable('session').set({ expiresAt: past }).where('personId', '=', ximena).execute()
  server = await start()
  await sitting(' Home at last.', '05:00:00')

  await context.setOffline(false)
  await page.getByRole('alert').filter({ hasText: 'You were signed out.' }).waitFor({ timeout: 45_000 })
  expect(await page.locator('.unsent-text').textContent()).toContain('Before noon on the bus.')
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.getByLabel('E-mail', { exact: true }).fill('ximena@example.org')
  await page.getByLabel('Password').fill('a long enough password')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`**/entries/${entryId}`)
  await page.locator('.page-editor').waitFor()
  await saved(page)

  const reader = plainClient(address, documentId, await app.cookieOf(ambrose))
  await reader.synced()
  const whole = wordsOf(reader.document).join('\n')
  expect(whole).toBe(await wordsIn(page))
  const once = [
    'A cold Morning.',
    ' Before noon on the bus. After lunch without a bar. Home at last.',
    'Ambrose stayed at the gate.',
    ...Array.from({ length: 20 }, (_, n) => ` Hour${n * 26}.`),
    ' Evening.',
  ]
  for (const words of once) expect([words, whole.split(words).length - 1]).toEqual([words, 1])
  const told = once.join('').length + 500
  expect(whole.replace(/\n/g, '').length).toBe(told)
  expect((await copiesIn(page)).length).toBe(1)
  expect(await writersOf(app, documentId)).toEqual([ximena])

  reader.close()
  await browser.close()
  await server.kill('SIGTERM')
  await app.close()
}, 180_000)

const append = (document: Y.Doc, words: string) => textOf(document).insert(textOf(document).length, words)

/** Whose the rows are that came since the last compaction. */
async function writersOf({ context }: TestApp, documentId: string): Promise<(string | null)[]> {
  // What this process wrote itself it remembers; another one wrote since.
  const { db, close } = openDatabase(context.config.databaseUrl)
  const rows = await db.selectFrom('document_log').select('personId').where('documentId', '=', documentId).execute()
  await close()
  return [...new Set(rows.map(({ personId }) => personId))]
}

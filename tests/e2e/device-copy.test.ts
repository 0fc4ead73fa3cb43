import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  copiesIn,
  cutter,
  openEntry,
  saved,
  says,
  textOf,
  wordsIn,
  writeAlone,
  writeApart,
} from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
let author: string
beforeAll(async () => {
  team = await writtenTeam()
  author = team.memberIds[0]!
})
afterAll(() => team?.close())

describe('a page that is opened while no live connection comes about', () => {
  it('can be written in from the copy of this device, and is sent later', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const first = await team.pageOf(author)
    await openEntry(first, team, entry.id)
    await expect.poll(() => copiesIn(first)).toHaveLength(1)
    await first.close()
    const page = await first.context().newPage()
    const { cut, mend } = await cutter(page)
    await cut()
    await page.goto(`${team.address}/entries/${entry.id}`)
    await page.locator('.page-editor').waitFor()
    await writeApart(page, ' From here.')
    expect(await wordsIn(page)).toBe('Begin. From here.')
    mend()
    await saved(page)
    expect(await textOf(team, entry.documentId)).toBe('Begin. From here.')
  })

  it('stays as the server rendered it where this device has no copy: nothing is made up', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    const { cut, mend } = await cutter(page)
    await cut()
    await page.goto(`${team.address}/entries/${entry.id}`)
    await page.waitForTimeout(6_000)
    expect(await page.locator('.page-editor').count()).toBe(0)
    expect(await page.locator('.page').innerText()).toBe('Begin.')
    mend()
    await page.locator('.page-editor').waitFor({ timeout: 30_000 })
    await saved(page)
    expect(await wordsIn(page)).toBe('Begin.')
  })
})

describe('the copy on this device', () => {
  it('has the form of y-indexeddb: a plain one reads it', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    await openEntry(page, team, entry.id)
    await writeAlone(page, ' Plain.')
    const bundle = await build({
      logLevel: 'silent',
      configFile: false,
      build: {
        write: false,
        lib: { entry: join(import.meta.dirname, 'support/plain-y-indexeddb.ts'), formats: ['iife'], name: 'plain' },
      },
    })
    const [{ output }] = bundle as unknown as [{ output: { code: string }[] }]
    await page.evaluate(output[0]!.code)
    const [name] = await copiesIn(page)
    const read = (one: string) => (globalThis as unknown as { readPlain(name: string): Promise<string> }).readPlain(one)
    expect(await page.evaluate(read, name!)).toContain('Begin. Plain.')
  })

  it('is sent also when it is from a time that kept no edits beside it', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    const { cut, mend } = await cutter(page)
    await openEntry(page, team, entry.id)
    await cut()
    await writeApart(page, ' From before.')
    await page.goto(`${team.address}/home`)
    const [name] = await copiesIn(page)
    const left = await page.evaluate(async (copy) => {
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve) => {
          request.onsuccess = () => resolve(request.result)
        })
      const database = await answer(indexedDB.open(copy))
      const store = database.transaction('custom', 'readwrite').objectStore('custom')
      for (const key of await answer(store.getAllKeys())) {
        const { rows, ...note } = await answer(store.get(key))
        if (Array.isArray(key)) store.delete(key)
        else if (String(key).startsWith('unsaved:')) await answer(store.put(note, key))
      }
      const keys = await answer(store.getAllKeys())
      database.close()
      return keys.map((key) => String(key).split(':')[0])
    }, name!)
    expect(left).toEqual(['about', 'unsaved', 'whole'])
    mend()
    await openEntry(page, team, entry.id)
    expect(await textOf(team, entry.documentId)).toBe('Begin. From before.')
  })

  it('is put aside when the server refuses what is in it: offered as text, and never sent again', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(author)
    const { cut, mend } = await cutter(page)
    await openEntry(page, team, entry.id)
    await cut()
    await writeApart(page, ' Refused.')
    // The server finds that these edits carry somebody else's mark.
    const clientId = await page.evaluate(async () => {
      const [found] = await indexedDB.databases()
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(found!.name!)
        request.onsuccess = () => resolve(request.result)
      })
      const notes = await new Promise<{ from?: [number, number][] }[]>((resolve) => {
        const request = database.transaction('custom').objectStore('custom').getAll()
        request.onsuccess = () => resolve(request.result)
      })
      database.close()
      return notes.find((note) => note.from)!.from![0]![0]
    })
    const { db } = team.app.context
    const personId = team.memberIds[1]!
    const firstSeenAt = team.app.clock.iso()
    await db
      .insertInto('document_client')
      .values({ documentId: entry.documentId, clientId, personId, firstSeenAt })
      .execute()
    await page.waitForTimeout(7_000) // The room closes when nobody is there any more, and knows it when it opens again.
    mend()
    await page.getByRole('alert').waitFor({ timeout: 45_000 })
    expect(await page.locator('.unsent-text').textContent()).toBe('Begin. Refused.')
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await saved(page)
    expect(await wordsIn(page)).toBe('Begin.')
    expect(await page.locator('.unsent-text').textContent()).toBe('Begin. Refused.')
    expect(await textOf(team, entry.documentId)).toBe('Begin.')
    await page.getByRole('button', { name: 'Remove them from this device' }).click()
    await expect.poll(async () => (await copiesIn(page)).filter((name) => name.includes('aside'))).toEqual([])
    await says(page, /^Saved$/)
  })
})

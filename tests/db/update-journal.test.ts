import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type OpenDatabase, openDatabase } from '#db/database.ts'
import { JournalWriter, readJournalRows } from '#db/journal-bytes.ts'
import { migrate } from '#db/migrate.ts'
import { makeAppendUpdates, type WaitingDocument } from '#db/queries/append-updates.ts'
import { compactDocument, insertDocument, insertUpdates } from '#db/queries/documents.ts'
import { loadDocuments } from '#db/queries/load-documents.ts'
import { loadDocument } from '#tests/support/load-document.ts'

const now = '2026-11-22T10:00:00.000Z'
let file: string
let open: OpenDatabase

beforeEach(async () => {
  file = join(mkdtempSync(join(tmpdir(), 'fieldfolio-journal-')), 'log.sqlite')
  open = openDatabase(`sqlite:${file}`)
  await migrate(open)
  await open.db.insertInto('person').values(person('anna')).execute()
  for (const id of ['page', 'other']) await insertDocument(open.db, { id, schemaVersion: 1, createdAt: now })
})
afterEach(() => open.close())

const person = (id: string) => ({
  id,
  givenName: id,
  familyName: id,
  displayName: id,
  email: `${id}@example.org`,
  timeZone: 'UTC',
  createdAt: now,
})

const edits = (documentId: string, ...updates: (string | number)[]): WaitingDocument => ({
  documentId,
  epoch: 1,
  sequence: 0,
  updates: updates.map((update) => ({
    personId: 'anna',
    connectionId: 'socket',
    insertedCharacters: 1,
    deletedCharacters: 0,
    createdAt: now,
    update: typeof update === 'number' ? new Uint8Array(update) : Buffer.from(update),
  })),
  clients: [],
  rescues: [],
})

/** As another server would find it. */
async function reopened(): Promise<void> {
  await open.close()
  open = openDatabase(`sqlite:${file}`)
}

const append = (...batch: WaitingDocument[]) => makeAppendUpdates(open)(batch)
const logOf = async (documentId: string) =>
  ((await loadDocument(open, documentId))?.updates ?? []).map(({ update }) => Buffer.from(update).toString())
const filed = async () =>
  (await open.db.selectFrom('document_update').select('sequence').orderBy('sequence').execute()).map(
    ({ sequence }) => sequence,
  )
const chunks = async () => (await open.db.selectFrom('document_journal').select('id').execute()).length

describe('The journal of the update log', () => {
  it('is a part of the log: what a tick brought is read back in its order, document by document', async () => {
    await append(edits('page', 'a', 'b'), edits('other', 'x'))
    await append(edits('page', 'c'))
    expect(await logOf('page')).toEqual(['a', 'b', 'c'])
    expect(await logOf('other')).toEqual(['x'])
    expect(await filed()).toEqual([])
    expect(await chunks()).toBe(2)
  })

  it('is found for each of several pages that are loaded together, filed or not', async () => {
    await insertUpdates(open.db, 'page', [
      { personId: 'anna', insertedCharacters: 1, createdAt: now, update: Buffer.from('filed') },
    ])
    await append(edits('page', 'a'), edits('other', 'x'))
    await append(edits('other', 'y'), edits('page', 'b'))
    const found = await loadDocuments(open.db, ['other', 'nowhere', 'page'])
    const wordsOf = (id: string) => found.get(id)?.updates.map(({ update }) => Buffer.from(update).toString())
    expect(wordsOf('page')).toEqual(['filed', 'a', 'b'])
    expect(wordsOf('other')).toEqual(['x', 'y'])
    expect([...found.keys()].toSorted()).toEqual(['other', 'page'])
  })

  it('is found by the next server, and by who looks in while another one writes', async () => {
    const guest = openDatabase(`sqlite:${file}`)
    await append(edits('page', 'a'))
    expect((await loadDocument(guest, 'page'))?.updates).toHaveLength(1)
    await append(edits('page', 'b'))
    expect((await loadDocument(guest, 'page'))?.updates).toHaveLength(2)
    await guest.close()
    await reopened()
    expect(await logOf('page')).toEqual(['a', 'b'])
  })

  it('counts on with the rows that are written one by one', async () => {
    const first = await insertUpdates(open.db, 'page', [row('a')])
    const second = (await append(edits('page', 'b'))).get('page')
    const third = await insertUpdates(open.db, 'page', [row('c')])
    expect([second, third]).toEqual([first + 1, first + 2])
    expect(await logOf('page')).toEqual(['a', 'b', 'c'])
  })

  it('leaves out what a state has taken in, also for the next server', async () => {
    const sequence = (await append(edits('page', 'a', 'b'))).get('page') as number
    await append(edits('page', 'c'))
    await compact('page', sequence)
    expect(await logOf('page')).toEqual(['c'])
    await reopened()
    expect(await logOf('page')).toEqual(['c'])
    // The first tick after that files what an earlier server left, and nothing that is taken in.
    await append(edits('other', 'x'))
    expect(await filed()).toEqual([sequence + 1])
    expect(await logOf('page')).toEqual(['c'])
    expect(await chunks()).toBe(1)
  })

  it('gives up a part that every state has taken in, with the next tick', async () => {
    const sequence = (await append(edits('page', 'a'))).get('page') as number
    await compact('page', sequence)
    await append(edits('page', 'b'))
    expect(await chunks()).toBe(1)
    expect(await filed()).toEqual([])
    expect(await logOf('page')).toEqual(['b'])
  })

  it('files its oldest part when it holds too much, and the log stays the same', async () => {
    const many = (letter: string) => edits('page', ...Array.from({ length: 40_000 }, () => letter))
    await append(many('a'))
    await append(edits('other', 'x'))
    expect(await filed()).toHaveLength(0)
    await append(many('b'))
    await append(edits('page', 'c'))
    expect((await filed()).length).toBe(40_000)
    expect(await logOf('page')).toEqual([...'a'.repeat(40_000), ...'b'.repeat(40_000), 'c'])
    expect(await logOf('other')).toEqual(['x'])
    await reopened()
    expect((await logOf('page')).length).toBe(80_001)
  })

  it('is not asked for a large edit: that is a row at once, in its place', async () => {
    await append(edits('page', 'a', 5_000, 'b'))
    expect(await filed()).toHaveLength(1)
    expect((await logOf('page')).map(({ length }) => length)).toEqual([1, 5_000, 1])
  })

  it('forgets a tick that could not be committed', async () => {
    await append(edits('page', 'a'))
    await expect(append({ ...edits('page', 'b'), clients: [client('nobody')] })).rejects.toThrow()
    expect(await logOf('page')).toEqual(['a'])
    const { size } = await append(edits('page', 'c'))
    expect(size).toBe(1)
    expect(await logOf('page')).toEqual(['a', 'c'])
  })

  it('takes nothing for a document that is frozen or of another epoch', async () => {
    await open.db.updateTable('document').set({ state: 'frozen' }).where('id', '=', 'page').execute()
    const appended = await append(edits('page', 'a'), { ...edits('other', 'x'), epoch: 2 })
    expect(appended.size).toBe(0)
    expect(await chunks()).toBe(0)
  })
})

const client = (personId: string) => ({ clientId: 7, personId, firstSeenAt: now })
const row = (update: string) => ({
  personId: 'anna',
  insertedCharacters: 1,
  createdAt: now,
  update: Buffer.from(update),
})

async function compact(documentId: string, uptoSequence: number): Promise<void> {
  const state = new Uint8Array([0, 0])
  await open.db
    .transaction()
    .execute((transaction) => compactDocument(transaction, documentId, { epoch: 1, uptoSequence, state, now }))
  open.journal?.compacted(documentId, uptoSequence)
}

describe('The bytes of a tick', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 })
  const number = fc.integer({ min: 0, max: 2 ** 32 - 1 })
  const rows = fc.array(
    fc.record({
      sequence: fc.integer({ min: 5, max: 5_000 }),
      documentId: text,
      epoch: number,
      personId: text,
      connectionId: text,
      insertedCharacters: number,
      deletedCharacters: number,
      createdAt: text,
      update: fc.uint8Array({ maxLength: 300 }),
    }),
  )
  const written = (all: Parameters<JournalWriter['write']>[0][]) => {
    const writer = new JournalWriter()
    writer.begin(5)
    for (const one of all) writer.write(one)
    return new Uint8Array(writer.bytes)
  }

  it('say again what was written', () => {
    fc.assert(
      fc.property(rows, (all) => {
        expect(readJournalRows(written(all), 5)).toEqual(all)
      }),
    )
  })

  it('are refused where they end in the middle of a row', () => {
    const [one] = fc.sample(
      rows.filter(({ length }) => length === 1),
      { numRuns: 1, seed: 1 },
    ) as [never[]]
    const bytes = written(one)
    for (let end = 1; end < bytes.length; end++) {
      expect(() => readJournalRows(bytes.subarray(0, end), 1)).toThrow('cut off')
    }
  })

  it('refuse an id that is longer than an id can be', () => {
    const base = { sequence: 5, epoch: 1, connectionId: '', insertedCharacters: 0, deletedCharacters: 0, createdAt: '' }
    const of = (documentId: string) => ({ ...base, personId: '', documentId, update: new Uint8Array() })
    expect(() => written([of('x'.repeat(255))])).not.toThrow()
    expect(() => written([of('x'.repeat(256))])).toThrow('at most 255 bytes')
  })
})

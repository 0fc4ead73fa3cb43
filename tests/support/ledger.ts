/**
 * The crash ledger: editors write unique tokens and note which the server called saved. Afterwards every saved token
 * stands in the page, once, and every replica says the same: the live ones, a fresh one, and the log read from disk.
 */

import { createDecoder, readVarUint } from 'lib0/decoding'
import * as Y from 'yjs'
import { readContent } from '#domain/sync/read-content.ts'
import { numbers, type PlainClient, plainClient, textOf, until, wordsOf } from './live-client.ts'
import { loadDocument } from './load-document.ts'
import type { TestApp } from './test-app.ts'

const typeEvery = 40

export type LedgerEditor = {
  client: PlainClient
  typed: string[]
  /** Types no more. */
  rest: () => void
}

/** An editor that types a token every 40 ms, now and then in a new block, and asks as our page does: one question at a time. */
export function ledgerEditor(
  url: string,
  documentId: string,
  cookie: string,
  name: string,
  saved: Set<string>,
  every = typeEvery,
): LedgerEditor {
  const client = plainClient(url, documentId, cookie)
  const { document, provider } = client
  provider.maxBackoffTime = 250
  const typed: string[] = []
  let unsaved: string[] = []
  let asked: { nonce: number; tokens: string[] } | undefined
  let nonce = 0
  provider.messageHandlers[120] = (_encoder, decoder) => {
    const answered = readVarUint(createDecoder(decoder.arr.subarray(decoder.pos)))
    if (asked?.nonce !== answered) return
    for (const token of asked.tokens) saved.add(token)
    asked = undefined
  }
  provider.on('status', ({ status }: { status: string }) => {
    if (status !== 'disconnected') return
    unsaved = [...(asked?.tokens ?? []), ...unsaved]
    asked = undefined
  })
  const timer = setInterval(() => {
    const page = document.getXmlFragment('default')
    if (page.length === 0) return
    const token = `${name}n${typed.length}`
    if (typed.length % 25 === 24) {
      const block = new Y.XmlElement('paragraph')
      block.insert(0, [new Y.XmlText(`${token} `)])
      page.push([block])
    } else textOf(document).insert(textOf(document).length, `${token} `)
    typed.push(token)
    unsaved.push(token)
    if (asked || !provider.synced) return
    asked = { nonce: ++nonce, tokens: unsaved }
    unsaved = []
    provider.ws?.send(numbers(120, nonce))
  }, every)
  return { client, typed, rest: () => clearInterval(timer) }
}

export const digestOf = (document: Y.Doc): string => JSON.stringify(readContent(document))

/** How often each token stands in a page. */
export function tokensOf(document: Y.Doc): Map<string, number> {
  const counts = new Map<string, number>()
  for (const token of wordsOf(document).join(' ').split(' ').filter(Boolean)) {
    counts.set(token, (counts.get(token) ?? 0) + 1)
  }
  return counts
}

/** The document as the disk has it: snapshot and rows, read without any server. */
export async function documentOnDisk({ context }: Pick<TestApp, 'context'>, documentId: string): Promise<Y.Doc> {
  const stored = await loadDocument(context, documentId)
  const document = new Y.Doc()
  document.getXmlFragment('default')
  if (stored?.snapshot) Y.applyUpdate(document, stored.snapshot.state)
  for (const { update } of stored?.updates ?? []) Y.applyUpdate(document, update)
  return document
}

export type LedgerResult = { kills: number; saved: number; missing: string[]; twice: string[]; differ: string[] }

/** Waits until the editors who stayed agree, and compares them with a fresh reader and with the disk. */
export async function readLedger(
  app: Pick<TestApp, 'context'>,
  { editors, url, documentId, cookie }: { editors: LedgerEditor[]; url: string; documentId: string; cookie: string },
  saved: Set<string>,
): Promise<Omit<LedgerResult, 'kills'>> {
  const typed = new Set([...saved, ...editors.flatMap((editor) => editor.typed)])
  const reader = plainClient(url, documentId, cookie)
  const replicas = () => [...editors.map(({ client }) => client.document), reader.document]
  const complete = () => {
    const first = digestOf(reader.document)
    if (replicas().some((document) => digestOf(document) !== first)) return false
    const counts = tokensOf(reader.document)
    return [...typed].every((token) => counts.has(token))
  }
  await until(() => reader.provider.synced && complete(), 'everybody agrees', 15_000).catch(() => {})
  const counts = tokensOf(reader.document)
  const agreed = digestOf(reader.document)
  const disk = await documentOnDisk(app, documentId)
  const differ = editors.flatMap(({ client }, index) =>
    digestOf(client.document) === agreed ? [] : [`editor ${index}`],
  )
  if (digestOf(disk) !== agreed) differ.push('disk')
  for (const [name, document] of [
    ['disk', disk],
    ['reader', reader.document],
  ] as const) {
    if (document.store.pendingStructs || document.store.pendingDs) differ.push(`${name} waits for something`)
  }
  const result = {
    saved: saved.size,
    missing: [...typed].filter((token) => !counts.has(token)),
    twice: [...counts].filter(([, count]) => count > 1).map(([token]) => token),
    differ,
  }
  reader.close()
  return result
}

/**
 * One entry, live: its Y.Doc, the connection, the save state, who is here. Made in an effect and closed with it, so that
 * no socket outlives its page.
 */
import { readVarString, readVarUint } from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { encodeSavedQuestion, messageTypes } from '#domain/sync/wire.ts'
import { type PageUndo, pageUndo } from '../behaviour/undo-steps.ts'
import { isFinal, lastWord, waitBefore } from './close-words.ts'
import { type SaveState, SaveTracker } from './save-tracker.ts'

export type LiveAddress = { documentId: string; epoch: number; schemaVersion: number }
export type LiveNews = {
  saveState: (state: SaveState) => void
  /** The first whole copy of the page is here: the editor may take over. */
  synced: () => void
  /** The server may have changed what this person may do; the page asks again. */
  rightsMayHaveChanged: () => void
}

export class LiveDocument {
  readonly document = new Y.Doc()
  readonly fragment = this.document.getXmlFragment('default')
  readonly tools = this.document.getMap('blocks')
  readonly undoManager: PageUndo
  readonly provider: WebsocketProvider
  private readonly tracker: SaveTracker
  private readonly news: LiveNews
  private attempt = 0
  private everSynced = false
  private retry: ReturnType<typeof setTimeout> | undefined

  constructor({ documentId, epoch, schemaVersion }: LiveAddress, news: LiveNews) {
    this.news = news
    this.undoManager = pageUndo(this.fragment)
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    this.provider = new WebsocketProvider(`${scheme}://${location.host}/collab`, documentId, this.document, {
      connect: false,
      disableBc: true,
      params: { schema: String(schemaVersion), epoch: String(epoch) },
      shouldReconnect: () => false, // tries again by itself, without jitter; `closed` below does it with
    })
    this.tracker = new SaveTracker((nonce) => this.send(encodeSavedQuestion(nonce)), news.saveState)
    this.provider.messageHandlers[messageTypes.saved] = (_encoder, decoder) => {
      this.tracker.answered(readVarUint(decoder))
      readVarUint(decoder)
    }
    this.provider.messageHandlers[messageTypes.refused] = (_encoder, decoder) => {
      readVarUint(decoder)
      this.stopBecause(readVarString(decoder))
    }
    this.document.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local && origin !== this.provider) this.tracker.changedHere()
    })
    this.provider.on('sync', (synced: boolean) => synced && this.becomeSynced())
    this.provider.on('status', ({ status }: { status: string }) => {
      if (status === 'disconnected') this.tracker.connectionLost()
    })
    this.provider.on('closed', ({ code }: { code: number }) => this.afterClose(code))
    window.addEventListener('beforeunload', this.warn)
    window.addEventListener('online', this.tryNow)
    this.provider.connect()
  }

  get unsaved(): number {
    return this.tracker.unsaved
  }

  close(): void {
    clearTimeout(this.retry)
    window.removeEventListener('beforeunload', this.warn)
    window.removeEventListener('online', this.tryNow)
    this.tracker.dispose()
    this.provider.destroy()
    this.provider.awareness.destroy()
    this.document.destroy()
  }

  private becomeSynced(): void {
    this.attempt = 0
    if (!this.everSynced) this.undoManager.clear()
    this.everSynced = true
    this.tracker.connectionSynced()
    this.news.synced()
  }

  private afterClose(code: number): void {
    if (isFinal(code)) {
      const { sentence, act } = lastWord(code)
      this.tracker.stopped(sentence, act)
      if (code === 4403) this.news.rightsMayHaveChanged()
      return
    }
    this.attempt++
    // A refused handshake has no code of its own: ask the page whether this person may still write.
    if (code === 4205 || this.attempt === 3) this.news.rightsMayHaveChanged()
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.provider.connect(), waitBefore(this.attempt))
  }

  private stopBecause(sentence: string): void {
    clearTimeout(this.retry)
    this.provider.disconnect()
    this.tracker.stopped(sentence, 'reload')
  }

  private send(message: Uint8Array): void {
    const { ws } = this.provider
    if (ws?.readyState === ws?.OPEN) ws?.send(message as Uint8Array<ArrayBuffer>)
  }

  private warn = (event: BeforeUnloadEvent): void => {
    if (this.tracker.unsaved > 0) event.preventDefault()
  }

  private tryNow = (): void => {
    if (this.retry === undefined) return
    clearTimeout(this.retry)
    this.provider.connect()
  }
}

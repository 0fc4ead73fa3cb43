/**
 * One entry, live: its Y.Doc, the connection, the copy on this device, the save state, who is here. Made in an effect
 * and closed with it, so that no socket outlives its page.
 */
import { readVarString, readVarUint } from 'lib0/decoding'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { onlyUnsavedStays, tidyCopies } from '#app/device/copies.ts'
import { asideName, copyName } from '#app/device/copy-name.ts'
import { tellOnlyHere } from '#app/device/open-pages.ts'
import { onSharedComputer } from '#app/device/shared-computer.ts'
import { pageSchemaVersion } from '#domain/portfolio/page-schema.ts'
import { closeCodes, encodeSavedQuestion, encodeServerMessage, messageTypes } from '#domain/sync/wire.ts'
import { type PageUndo, pageUndo } from '../behaviour/undo-steps.ts'
import { isFinal, isRefused, type LastWord, lastWord } from './close-words.ts'
import { DeviceCopy } from './device-copy.ts'
import { NextTry } from './next-try.ts'
import { OwnChanges } from './own-changes.ts'
import { type SaveState, SaveTracker } from './save-tracker.ts'
import { askStanding } from './standing.ts'
import { bringsUnknown, messageBringsUnknown, whileShowing } from './unknown-content.ts'
import { unsentWords } from './unsent-words.ts'

export type LiveAddress = { documentId: string; epoch: number }
/** Whose page this is, and of which entry. */
export type LivePlace = LiveAddress & { personId: string; entryId: string; title: string }
export type LiveNews = {
  saveState: (state: SaveState) => void
  /** A whole copy of the page is here: the editor may take over. */
  arrived: () => void
  /** This person may only read now, and nothing of theirs is unsaved; the page asks again. */
  mayOnlyRead: () => void
}

/** How long the server is waited for before the copy of this device is shown. */
const deviceAfter = 4_000
const tidyAfter = 10_000

export class LiveDocument {
  readonly document = new Y.Doc()
  readonly fragment = this.document.getXmlFragment('default')
  readonly tools = this.document.getMap('blocks')
  readonly undoManager: PageUndo
  readonly provider: WebsocketProvider
  private readonly place: LivePlace
  private readonly news: LiveNews
  private readonly tracker: SaveTracker
  private readonly own = new OwnChanges(this.document)
  private readonly tries: NextTry
  private device: DeviceCopy | undefined
  private hasArrived = false
  private over = false
  private roleChanged = false
  private everSynced = false
  private readonly shared = onSharedComputer()
  private readonly untell = tellOnlyHere(() => this.tracker.onlyHere)
  private tidying: ReturnType<typeof setTimeout> | undefined
  private fromDevice: ReturnType<typeof setTimeout> | undefined

  constructor(place: LivePlace, news: LiveNews) {
    this.place = place
    this.news = news
    this.undoManager = pageUndo(this.fragment)
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
    this.provider = new WebsocketProvider(`${scheme}://${location.host}/collab`, place.documentId, this.document, {
      connect: false,
      disableBc: true,
      params: { schema: String(pageSchemaVersion), epoch: String(place.epoch), as: place.personId },
      shouldReconnect: () => false, // tries again by itself, without jitter; `closed` below does it with
    })
    this.tries = new NextTry(
      () => this.provider.connect(),
      () => this.provider.disconnect(),
    )
    this.tracker = new SaveTracker((nonce) => this.ask(nonce), news.saveState)
    this.listen()
    window.addEventListener('beforeunload', this.warn)
    window.addEventListener('pagehide', this.keep)
    document.addEventListener('visibilitychange', this.keep)
    void this.begin()
  }

  /** The copy on this device comes first: what it has is sent with the first sync. */
  private async begin(): Promise<void> {
    await this.openCopy().catch(() => this.tracker.deviceFailed())
    if (this.over) return
    this.fromDevice = setTimeout(() => this.showCopy(), deviceAfter)
    this.tries.begin()
  }

  private async openCopy(): Promise<void> {
    const { document, tracker, own } = this
    // Nothing is kept there; what waits from before is still sent.
    if (this.shared && !(await onlyUnsavedStays(copyName(this.place)))) return tracker.deviceFailed()
    const device = await DeviceCopy.open(copyName(this.place), document, own, {
      kept: (mark) => tracker.keptOnDevice(mark),
      failed: () => tracker.deviceFailed(),
    })
    if (this.over) return device.close()
    const { updates, about, unsaved, edits } = device.loaded
    // A newer page has written it: not for this one to show, or to delete from.
    if ((about?.schemaVersion ?? 0) > pageSchemaVersion || [...updates, ...edits.values()].some(bringsUnknown)) {
      await device.close()
      return
    }
    document.transact(() => {
      for (const update of updates) Y.applyUpdate(document, update, device)
    }, device)
    this.device = device
    own.found(device.loaded)
    tracker.foundOnDevice([...unsaved.values()].reduce((sum, one) => sum + one.changes, 0))
  }

  private listen(): void {
    const { provider, tracker, own } = this
    provider.messageHandlers[messageTypes.saved] = (_encoder, decoder) => {
      if (tracker.answered(readVarUint(decoder))) this.answered()
      readVarUint(decoder)
    }
    provider.messageHandlers[messageTypes.refused] = (_encoder, decoder) => {
      const code = readVarUint(decoder)
      this.end({ ...lastWord(code), sentence: readVarString(decoder) }, code)
    }
    const readSync = provider.messageHandlers[messageTypes.sync]!
    provider.messageHandlers[messageTypes.sync] = (encoder, decoder, ...rest) => {
      if (messageBringsUnknown(decoder)) this.becomeStale()
      else readSync(encoder, decoder, ...rest)
    }
    this.document.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (this.over || origin === this.device) return
      const mine = transaction.local && origin !== provider
      const asWritten = mine && own.wrote(update)
      if (mine) tracker.changedHere()
      this.device?.take(update, mine ? tracker.made : undefined, asWritten)
    })
    provider.on('sync', (synced: boolean) => synced && this.synced())
    provider.on('status', ({ status }: { status: string }) => {
      if (status === 'disconnected') tracker.connectionLost()
      if (status !== 'connected') return
      this.tries.opened()
      this.sendAsWritten()
    })
    provider.on('closed', ({ code }: { code: number }) => void this.afterClose(code))
  }

  /** Before the sync, which names deletions without saying whose they are. */
  private sendAsWritten(): void {
    for (const update of this.own.toSend)
      this.provider.ws?.send(encodeServerMessage({ kind: 'update', update }) as Uint8Array<ArrayBuffer>)
  }

  private ask(nonce: number): void {
    const { ws } = this.provider
    this.own.asks()
    if (ws?.readyState !== ws?.OPEN) return
    ws?.send(encodeSavedQuestion(nonce) as Uint8Array<ArrayBuffer>)
    this.tries.expectAnswer(() => this.provider.wsLastMessageReceived)
  }

  private answered(): void {
    this.own.answered()
    this.device?.tell()
    void this.device?.confirm()
    if (this.shared && this.isSaved) {
      void this.device?.letGo()
      this.device = undefined
      this.tracker.deviceFailed()
    }
    this.checkRole()
  }

  /** After a change of role the server says first what it still takes; then the page may turn. */
  private checkRole(): void {
    if (this.roleChanged && this.tracker.unsaved === 0) void this.lookAround()
  }

  private synced(): void {
    if (this.over) return
    this.tries.synced()
    if (!this.everSynced) this.refreshCopy()
    this.everSynced = true
    this.tracker.connectionSynced()
    this.arrive()
    this.checkRole()
  }

  /** The server's whole document is in memory: now the copy is one too, and old ones may go. */
  private refreshCopy(): void {
    const about = { title: this.place.title, path: location.pathname, at: Date.now() }
    void this.device?.compact({ ...about, schemaVersion: pageSchemaVersion })
    this.tidying = setTimeout(() => void tidyCopies(this.place), tidyAfter)
  }

  /** The server has not been heard: a whole copy of this epoch may stand in for it. Nothing is ever seeded here. */
  private showCopy(): void {
    clearTimeout(this.fromDevice)
    if (this.over || this.hasArrived || !this.device?.loaded.whole || this.document.store.pendingStructs) return
    this.tracker.beginApart()
    this.arrive()
  }

  private arrive(): void {
    clearTimeout(this.fromDevice)
    if (this.hasArrived) return
    this.hasArrived = true
    this.undoManager.clear()
    this.news.arrived()
  }

  private async afterClose(code: number): Promise<void> {
    if (this.over) return
    if (isFinal(code)) return this.end(lastWord(code), code)
    this.tries.afterClose(code)
    this.showCopy()
    if (code === closeCodes.roleChanged) this.roleChanged = true
    // A refused handshake has no code of its own.
    if (this.tries.attempts % 3 === 2) await this.lookAround()
  }

  private async lookAround(): Promise<void> {
    const standing = await askStanding(this.place.entryId, this.place)
    if (this.over) return
    if (standing.kind === 'good') this.roleChanged = false
    if (standing.kind === 'stale') this.becomeStale()
    else if (standing.kind === 'not-signed-in') this.end(lastWord(closeCodes.sessionEnded), closeCodes.sessionEnded)
    else if (standing.kind === 'gone') this.end(lastWord(closeCodes.rightLost), closeCodes.rightLost)
    else if (standing.kind === 'good' && !standing.mayWrite && this.tracker.unsaved === 0) this.news.mayOnlyRead()
  }

  private becomeStale(): void {
    this.end(lastWord(closeCodes.stale), closeCodes.stale)
  }

  /** From here on nothing leaves this page, and nothing comes in. */
  private end({ sentence, act }: LastWord, code: number): void {
    if (this.over) return
    this.over = true
    this.tries.stop()
    clearTimeout(this.fromDevice)
    this.provider.disconnect()
    // What the server does not take must not be sent again by the next page: it waits aside for the person's choice.
    if (code === closeCodes.sessionEnded && this.tracker.unsaved === 0) void this.device?.letGo()
    else if (isRefused(code)) void this.device?.moveAside(asideName(this.place, String(Date.now())))
    else void this.device?.close()
    this.tracker.stopped(sentence, act)
  }

  /** Runs work of the binding that shows what is there; should it begin to delete, this page is cut off before. */
  showing = (show: () => void): void => whileShowing(this.document, () => this.becomeStale(), show)

  /** The words that only this page or device has. */
  unsentWords(): string {
    return unsentWords(this.document, this.own.accounts, this.own.toSend)
  }

  /** The person has the words, or does not want them: this device forgets them. */
  async letGo(): Promise<void> {
    await this.device?.letGo()
    this.tracker.letGo()
  }

  /** Leaving would lose words: nobody else has them, and they are not on their way. */
  get losesWords(): boolean {
    return this.tracker.onlyHere > 0 && !this.tracker.onTheWay
  }

  /** Whether the server has all that was written here on its disk. */
  get isSaved(): boolean {
    return this.tracker.unsaved === 0
  }

  close(): void {
    this.over = true
    this.tries.stop()
    clearTimeout(this.fromDevice)
    clearTimeout(this.tidying)
    window.removeEventListener('beforeunload', this.warn)
    window.removeEventListener('pagehide', this.keep)
    document.removeEventListener('visibilitychange', this.keep)
    this.untell()
    this.tracker.dispose()
    this.provider.destroy()
    this.provider.awareness.destroy()
    void this.device?.close()
    this.document.destroy()
  }

  private warn = (event: BeforeUnloadEvent): void => {
    if (!this.tracker.safe) event.preventDefault()
  }

  private keep = (): void => void this.device?.flush()
}

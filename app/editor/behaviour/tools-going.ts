/**
 * Deleting the place of a thinking tool leaves its words in the document, out of sight. So this page says what it had
 * seen of them, in the transaction of the deletion: a colleague's words of that very moment are then laid aside.
 */
import type { Transaction } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { noteSeen, textsIn } from '#domain/blocks/seen-words.ts'
import { isOwnChange } from './own-change.ts'

export class ToolsGoing {
  private readonly document: Y.Doc
  private readonly going = new Set<string>()

  constructor(document: Y.Doc, undo: Y.UndoManager) {
    this.document = document
    document.on('beforeTransaction', ({ origin }) => origin === ySyncPluginKey && this.say())
    const { deleteFilter } = undo
    undo.deleteFilter = (item: unknown) => deleteFilter(item as Y.Item) && !this.hasWordsOfOthers(item)
  }

  /** Call it before a transaction reaches the shared document. */
  note(transaction: Transaction): void {
    if (!isOwnChange(transaction)) return
    const stays = new Set<unknown>()
    transaction.doc.descendants(({ attrs }) => void stays.add(attrs.blockId))
    transaction.steps.forEach((step, index) => {
      const doc = transaction.docs[index]!
      step.getMap().forEach((from, to) => {
        if (to === from) return
        doc.nodesBetween(from, to, ({ type, attrs }) => {
          const { blockId } = attrs
          if (type.name === 'thinkingTool' && typeof blockId === 'string' && !stays.has(blockId))
            this.going.add(blockId)
        })
      })
    })
  }

  private say(): void {
    for (const blockId of this.going) {
      const map = this.toolOf(blockId)
      if (map) noteSeen(map)
    }
    this.going.clear()
  }

  /** Undoing the making of a tool must not take a colleague's words out of sight: its place stays. */
  private hasWordsOfOthers(item: unknown): boolean {
    if (!(item instanceof Y.Item)) return false
    // Its name and kind go with it, or stay with it.
    const place: unknown = item.content instanceof Y.ContentType ? item.content.type : item.parent
    if (!(place instanceof Y.XmlElement) || place.nodeName !== 'thinkingTool') return false
    const blockId = place._map.get('blockId')?.content
    const map = blockId instanceof Y.ContentAny && this.toolOf(blockId.arr.at(-1))
    if (!map) return false
    for (const text of textsIn(map)) {
      for (let letters = text._start; letters; letters = letters.right)
        if (!letters.deleted && letters.id.client !== this.document.clientID) return true
    }
    return false
  }

  private toolOf(blockId: unknown): Y.Map<unknown> | undefined {
    const map = typeof blockId === 'string' && this.document.getMap('blocks').get(blockId)
    return map instanceof Y.Map ? map : undefined
  }
}

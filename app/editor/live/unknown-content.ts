/**
 * An older page must not touch what a newer one has written: the binding deletes from the shared document what its
 * schema does not know (collaboration.md c.4). The door refuses older pages; this is the second lock, for a page that is
 * open while the first newer one begins to write.
 */
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { type Decoder, readVarUint, readVarUint8Array } from 'lib0/decoding'
import * as Y from 'yjs'
import { markSpecs, nodeSpecs } from '#domain/portfolio/page-schema.ts'

/** y-tiptap writes a mark that may stand twice in one place as `link--12345678`. */
const plainName = (key: string) => key.replace(/--[a-zA-Z0-9+/=]{8}$/, '')

/** Whether an update brings a kind of node or mark that this page's schema does not have. */
export function bringsUnknown(update: Uint8Array): boolean {
  return Y.decodeUpdate(update).structs.some((struct) => struct instanceof Y.Item && isUnknown(struct.content))
}

/** The same of a sync message, which is left as it was. */
export function messageBringsUnknown(decoder: Decoder): boolean {
  const { pos } = decoder
  const holds = readVarUint(decoder) !== 0 && bringsUnknown(readVarUint8Array(decoder))
  decoder.pos = pos
  return holds
}

function isUnknown(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentFormat) return !Object.hasOwn(markSpecs, plainName(content.key))
  if (!(content instanceof Y.ContentType)) return false
  const { type } = content
  if (type instanceof Y.XmlHook) return true
  return type instanceof Y.XmlElement && !Object.hasOwn(nodeSpecs, type.nodeName)
}

/**
 * Runs work of the binding that only shows what is there, and tells, before anything has left this page, when it begins
 * to delete instead: content with a known name stands where this page's schema does not expect it.
 */
export function whileShowing(document: Y.Doc, wouldDelete: () => void, show: () => void): void {
  const look = ({ origin }: Y.Transaction) => origin === ySyncPluginKey && wouldDelete()
  document.on('beforeTransaction', look)
  try {
    show()
  } finally {
    document.off('beforeTransaction', look)
  }
}

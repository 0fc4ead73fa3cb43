import * as Y from 'yjs'
import { limits } from '#domain/limits.ts'

const subdocument = 9
const contentBits = 31

/** An update of more parts than any page needs: reading on would only cost everybody time. */
export class TooManyParts extends Error {}

/** Reads parts as Yjs does, but gives up on floods of them and before it builds a document inside a document. */
class CarefulDecoder extends Y.UpdateDecoderV1 {
  #parts = 0

  override readInfo(): number {
    const info = super.readInfo()
    if (++this.#parts > limits.updateParts) throw new TooManyParts()
    if ((info & contentBits) === subdocument) throw new Error('a document inside a document')
    return info
  }
}

/** @throws when the bytes are not an update, hold subdocuments, or (TooManyParts) hold too much. */
export function readUpdate(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  return Y.decodeUpdateV2(update, CarefulDecoder as never)
}

const most = 4
const longestVector = 1_024
/** Longer answers are made anew for everybody who asks, unless they are the document's own bytes. */
const longestCopy = 64 * 1024

/**
 * Answers to sync steps, in their frames. After a restart everybody asks with one of a few state vectors: with that of
 * the whole document, or with none. Kept until the document changes.
 */
export class AnswerFrames {
  #frames: Map<string, Uint8Array> | undefined

  /** @param make the frame where there is none, and whether its bytes are kept anyway */
  of(vector: Uint8Array, make: () => { frame: Uint8Array; kept: boolean }): Uint8Array {
    if (vector.length > longestVector) return make().frame
    const key = String.fromCharCode(...vector)
    const known = this.#frames?.get(key)
    if (known) return known
    const { frame, kept } = make()
    if (!kept && frame.length > longestCopy) return frame
    this.#frames ??= new Map()
    if (this.#frames.size >= most) this.#frames.clear()
    this.#frames.set(key, frame)
    return frame
  }

  /** The document has changed, or nobody is likely to ask again. */
  forget(): void {
    this.#frames = undefined
  }
}

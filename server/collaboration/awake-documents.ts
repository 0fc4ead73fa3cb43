/**
 * Which documents of this process are a Y.Doc just now, and a bound on all of them together: a Y.Doc weighs fifteen
 * times its bytes, and what lives longer than a moment costs V8 far more to collect. A rush of people then wakes one
 * document after the other, not all of them at once.
 */

export interface Waking {
  /** Becomes bytes again. */
  sleep(): void
}

/** Encoded bytes of all documents that may be awake at the same time; a larger one is awake alone. */
const mostBytes = 4 * 1024 * 1024

/** Those not looked at for longest come first. */
const awake = new Map<Waking, number>()
let bytes = 0

/** Notes that a document is looked at; others fall asleep to make room for it. */
export function staysAwake(document: Waking, size: number): void {
  bytes += size - (awake.get(document) ?? 0)
  awake.delete(document)
  awake.set(document, size)
  if (bytes <= mostBytes) return
  for (const other of awake.keys()) {
    if (other !== document) other.sleep()
    if (bytes <= mostBytes) return
  }
}

export function fellAsleep(document: Waking): void {
  bytes -= awake.get(document) ?? 0
  awake.delete(document)
}

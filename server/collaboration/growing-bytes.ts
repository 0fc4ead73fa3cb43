/** Bytes that arrive a few at a time. They take up at most twice what has arrived (or 32). */
export class GrowingBytes {
  bytes = new Uint8Array(0)
  length = 0

  /** @param expected how many there will be in all, as far as that is known */
  add(source: Uint8Array, start: number, end: number, expected = Number.POSITIVE_INFINITY): void {
    const length = this.length + end - start
    if (length > this.bytes.length) {
      const larger = new Uint8Array(Math.min(Math.max(2 * length, 32), Math.max(expected, length)))
      larger.set(this.bytes.subarray(0, this.length))
      this.bytes = larger
    }
    this.bytes.set(source.subarray(start, end), this.length)
    this.length = length
  }
}

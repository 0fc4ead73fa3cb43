/**
 * Reads the update that nearly every keystroke is, without building anything: one stretch of plain letters by one Yjs
 * client beside a known neighbour, or only deletions, or both.
 *
 *   [1, 1, client, clock, info, origin?, right origin?, length, letters…] [deletions]      or      [0] [deletions]
 *   deletions: [clients, (client, ranges, (clock, length)…)…]
 *
 * Whatever is unusual (structure, marks, several clients, letters outside ASCII, odd numbers, bytes left over) is not
 * read here: `Y.decodeUpdate` is for the rest. A test holds both against each other, also on broken bytes.
 */
export class Typing {
  /** The writing client, its clock before, and how many letters it adds; none: only deletions. */
  client = 0
  clock = 0
  letters = 0
  /** The neighbours' ids; a client of -1 is none. */
  originClient = -1
  originClock = 0
  rightClient = -1
  rightClock = 0
  /** Client, first clock and length of each deleted range, one after the other; the first `deletions` numbers count. */
  readonly deleted: number[] = []
  deletions = 0
  /** Where the number of letters stands in the bytes, and where the letters begin. */
  lengthAt = 0
  lettersAt = 0
  #bytes: Uint8Array = new Uint8Array(0)
  #at = 0

  /** @returns whether these bytes are such an update; the fields hold it until the next call. */
  read(bytes: Uint8Array): boolean {
    this.#bytes = bytes
    this.#at = 0
    this.clock = 0
    this.letters = 0
    this.originClient = -1
    this.rightClient = -1
    this.deletions = 0
    const clients = this.#number()
    if (clients === 1 ? !this.#stretch() : clients !== 0) return false
    return this.#deletions() && this.#at === bytes.length
  }

  #stretch(): boolean {
    if (this.#number() !== 1) return false
    this.client = this.#number()
    this.clock = this.#number()
    if (this.client < 0 || this.clock < 0) return false
    const info = this.#byte()
    if ((info & kindBits) !== letterKind || (info & (hasOrigin | hasRight)) === 0) return false
    if (info & hasOrigin) {
      this.originClient = this.#number()
      this.originClock = this.#number()
      if (this.originClient < 0 || this.originClock < 0) return false
    }
    if (info & hasRight) {
      this.rightClient = this.#number()
      this.rightClock = this.#number()
      if (this.rightClient < 0 || this.rightClock < 0) return false
    }
    this.lengthAt = this.#at
    const letters = this.#number()
    this.lettersAt = this.#at
    const end = this.#at + letters
    if (letters < 1 || end > this.#bytes.length) return false
    for (; this.#at < end; this.#at++) if ((this.#bytes[this.#at] as number) > 127) return false
    this.letters = letters
    return true
  }

  #deletions(): boolean {
    const clients = this.#number()
    if (clients < 0 || clients > mostRanges) return false
    for (let one = 0; one < clients; one++) {
      const client = this.#number()
      const ranges = this.#number()
      if (client < 0 || ranges < 1 || ranges > mostRanges) return false
      for (let range = 0; range < ranges; range++) {
        const clock = this.#number()
        const length = this.#number()
        if (clock < 0 || length < 1) return false
        this.deleted[this.deletions++] = client
        this.deleted[this.deletions++] = clock
        this.deleted[this.deletions++] = length
      }
    }
    return true
  }

  #byte(): number {
    return this.#bytes[this.#at++] ?? 0
  }

  /** @returns -1 where there is no number of at most 35 bits. */
  #number(): number {
    const bytes = this.#bytes
    let value = 0
    let factor = 1
    for (let length = 0; length < 5; length++) {
      const byte = bytes[this.#at++]
      if (byte === undefined) return -1
      value += (byte & 127) * factor
      if (byte < 128) return value
      factor *= 128
    }
    return -1
  }
}

const kindBits = 0b0011_1111
const letterKind = 4
const hasOrigin = 0b1000_0000
const hasRight = 0b0100_0000
const mostRanges = 1000

/** What a hostile socket writes: whole messages gone wrong, frames gone wrong, and what only looks right. */
import { randomBytes } from 'node:crypto'
import { writeUint8, writeVarString, writeVarUint } from 'lib0/encoding'
import * as Y from 'yjs'
import { limits } from '#domain/limits.ts'
import { encodeAwareness } from '#domain/sync/wire.ts'
import { crafted, under } from './crafted-update.ts'
import { message, numbers, textOf, updateOf } from './live-client.ts'
import { mutate } from './mutate.ts'
import { actAtRandom } from './page-acts.ts'
import type { Seeded } from './seeded.ts'
import { type FrameShape, frameBytes, goodbye, inPieces, opcodes } from './wire-client.ts'

/** The attacker's own copy of the page, and whose Yjs clients it has seen. */
export type Prey = { page: Y.Doc; clients: number[] }

/** How an act ends: a close code, passed over (`lives`), or in the middle of a frame (`waits`). */
export type End = number | 'lives' | 'waits'

export type Act = {
  /** How often, beside the others. */
  weight: number
  /** What is written, piece by piece. */
  write: (random: Seeded, prey: Prey) => Uint8Array[]
  meets: End[]
}

const framed = (...messages: Uint8Array[]) => messages.map((payload) => frameBytes({ payload }))

/** An edit of the page as it is, in a copy. */
function edit(random: Seeded, { page }: Prey, act?: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(page))
  const before = Y.encodeStateVector(copy)
  if (act) act(copy)
  else actAtRandom(copy, random)
  return Y.encodeStateAsUpdate(copy, before)
}

function underAnotherName(clientId: number, { page }: Prey): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(page))
  copy.clientID = clientId
  return updateOf(copy, () => copy.getXmlFragment('default').insert(0, [new Y.XmlElement('paragraph')]))
}

/** Blocks within blocks, deeper than any editor writes; by hand, because Yjs itself gives up in the attempt. */
const deep = (levels: number, client: number): Uint8Array =>
  crafted(
    levels,
    (encoder, n) => {
      const element = 3
      writeUint8(encoder, 7)
      under(encoder, n, client)
      writeVarUint(encoder, element)
      writeVarString(encoder, 'callout')
    },
    { client, clock: 0 },
  )

const oneOf = <T>(random: Seeded, all: readonly T[]): T => all[random.below(all.length)] as T
const anyMessage = (random: Seeded, prey: Prey) =>
  oneOf(random, [
    () => message(0, 2, edit(random, prey)),
    () => message(0, 1, edit(random, prey)),
    () => message(0, 0, Y.encodeStateVector(prey.page)),
    () => numbers(120, random.below(1_000_000)),
    () => message(1, undefined, encodeAwareness([{ clientId: random.below(2 ** 32), clock: 1, state: '{"a":1}' }])),
    () => numbers(3),
  ])()

const ofMessages: End[] = ['lives', 4400, 4403, 4413, 4422, 4429]
/** Bytes turned in a frame may make any other frame of it, also a close with any code. */
export const endsOfFrames: End[] = [
  ...ofMessages,
  ...['waits' as const, 1000, 1001, 1002, 1003, 1005, 1007, 1008, 1009, 1010, 1014, 3000, 4000],
]
const wrongShapes: ((random: Seeded) => FrameShape[])[] = [
  () => [{ masked: false, payload: numbers(120, 1) }],
  (random) => [{ reserved: random.between(1, 7), payload: numbers(120, 1) }],
  (random) => [{ opcode: oneOf(random, [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]), payload: randomBytes(random.below(9)) }],
  (random) => [{ opcode: oneOf(random, [8, 9, 10]), payload: randomBytes(random.between(126, 70_000)) }],
  (random) => [{ opcode: oneOf(random, [8, 9, 10]), fin: false, payload: goodbye(1000) }],
  (random) => [{ opcode: opcodes.continuation, fin: random.next() < 0.5, payload: randomBytes(random.below(9)) }],
  () => [{ fin: false, payload: 'a' }, { payload: numbers(120, 1) }],
  (random) => [
    { opcode: opcodes.close, payload: goodbye(oneOf(random, [0, 999, 1004, 1005, 1006, 1015, 2999, 5000])) },
  ],
  () => [{ opcode: opcodes.close, payload: 'a' }],
]

export const hostileActs: Record<string, Act> = {
  'an edit with bytes turned': {
    weight: 30,
    write: (random, prey) => framed(message(0, oneOf(random, [1, 2]), mutate(edit(random, prey), random))),
    meets: ofMessages,
  },
  'a message with bytes turned': {
    weight: 20,
    write: (random, prey) => framed(mutate(anyMessage(random, prey), random)),
    meets: ofMessages,
  },
  'a frame with bytes turned': {
    weight: 15,
    write: (random, prey) => [mutate(Buffer.concat(framed(anyMessage(random, prey))), random)],
    meets: endsOfFrames,
  },
  'a frame that breaks off': {
    weight: 5,
    write: (random, prey) => {
      const bytes = Buffer.concat(framed(anyMessage(random, prey)))
      return [bytes.subarray(0, random.between(1, bytes.length - 1))]
    },
    meets: ['waits'],
  },
  'a header byte by byte': {
    weight: 2,
    write: (random) => {
      const head = frameBytes({ length: BigInt(random.between(126, 1_000_000)) })
      return [...head.subarray(0, random.between(1, head.length))].map((byte) => Uint8Array.of(byte))
    },
    meets: ['waits'],
  },
  'a frame that must not be': {
    weight: 12,
    write: (random) => oneOf(random, wrongShapes)(random).map(frameBytes),
    meets: [1002],
  },
  'a length beyond everything': {
    weight: 3,
    write: (random) => [
      frameBytes({
        lengthBits: 64,
        length: oneOf(random, [1n << 63n, 1n << 53n, 1n << 40n, BigInt(limits.frameHard + 1)]),
      }),
    ],
    meets: [1009],
  },
  'a giant': { weight: 0.3, write: () => framed(new Uint8Array(limits.frame + 1)), meets: [4413] },
  'a text': {
    weight: 2,
    write: (random) => [frameBytes({ opcode: opcodes.text, payload: randomBytes(random.below(40)) })],
    meets: [4400, 1007],
  },
  noise: {
    weight: 3,
    write: (random) => [randomBytes(random.between(1, 300))],
    meets: endsOfFrames,
  },
  'another’s mark': {
    weight: 3,
    write: (random, prey) => framed(message(0, 2, underAnotherName(oneOf(random, prey.clients), prey))),
    meets: [4422, 'lives', 4403],
  },
  'another’s caret': {
    weight: 2,
    write: (random, { clients }) =>
      framed(
        message(
          1,
          undefined,
          encodeAwareness([{ clientId: oneOf(random, clients), clock: 2 ** 31, state: '{"x":1}' }]),
        ),
      ),
    meets: ['lives', 4429],
  },
  'a block within blocks': {
    weight: 1,
    write: (random) => framed(message(0, 2, deep(random.between(33, 5_000), random.below(2 ** 32)))),
    meets: [4422, 'lives', 4403],
  },
  'an edit with something missing': {
    weight: 2,
    write: (random, prey) => {
      const copy = new Y.Doc()
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(prey.page))
      copy.getXmlFragment('default').push([new Y.XmlElement('paragraph')])
      const withThat = Y.encodeStateVector(copy)
      actAtRandom(copy, random)
      return framed(message(0, 2, Y.encodeStateAsUpdate(copy, withThat)))
    },
    meets: ofMessages,
  },
  'a thousand at once': {
    weight: 0.3,
    write: (random) => Array.from({ length: 1_000 }, () => frameBytes({ payload: numbers(oneOf(random, [3, 99]), 1) })),
    meets: [4429],
  },
  'a thousand pings': {
    weight: 0.3,
    write: () => Array.from({ length: 1_000 }, () => frameBytes({ opcode: opcodes.ping, payload: randomBytes(125) })),
    meets: [4429],
  },
  'an honest edit in pieces': {
    weight: 8,
    write: (random, prey) => {
      const whole = message(
        0,
        2,
        edit(random, prey, (copy) => textIn(copy, random)),
      )
      return inPieces(whole, [random.between(0, 3), random.between(3, whole.length)])
    },
    meets: ['lives', 4403, 4422],
  },
}

function textIn(copy: Y.Doc, random: Seeded): void {
  const page = copy.getXmlFragment('default')
  if (!(page.get(0) instanceof Y.XmlElement) || (page.get(0) as Y.XmlElement).nodeName !== 'paragraph') {
    page.insert(0, [new Y.XmlElement('paragraph')])
  }
  textOf(copy).insert(0, 'abc'.slice(0, random.between(1, 3)))
}

/** @returns one of them, by weight. */
export function hostileAct(random: Seeded): [name: string, Act] {
  const all = Object.entries(hostileActs)
  let at = random.next() * all.reduce((sum, [, { weight }]) => sum + weight, 0)
  for (const one of all) {
    at -= one[1].weight
    if (at < 0) return one
  }
  return all[0] as [string, Act]
}

/**
 * What writing feels like on a large page: how long it takes to open, and from a key to the letter on the screen, in a
 * real browser, while four colleagues type on the same page. A page of one paragraph goes through the same beside it, in
 * turn: read the ratios.
 */
import { randomUUID } from 'node:crypto'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { PageNode } from '#domain/portfolio/page-schema.ts'
import type { AppContext } from '#server/context.ts'
import { handsThat } from '#tests/support/hands.ts'
import { plainClient, textOf } from '#tests/support/live-client.ts'
import { makeWorld } from '#tests/support/world.ts'
import type { Print } from './run.ts'
import { serveDemo } from './served-demo.ts'

const colleagues = 4
const keys = 150
const rounds = 3
const sentence = 'On the way to school nobody had asked the driver what she sees in the mirror at ten to eight. '

/** Pages by their size in KB of text. */
const sizes = { small: 1, large: 500 }

async function seed(context: AppContext) {
  const world = makeWorld(context)
  const handles = Array.from({ length: colleagues + 1 }, (_, index) => `writer${index}`)
  const { passwordHash } = await context.db
    .selectFrom('person')
    .select('passwordHash')
    .where('passwordHash', 'is not', null)
    .executeTakeFirstOrThrow()
  const team = await world.team({ size: 0 })
  for (const handle of handles) {
    const email = `${handle}@example.org`
    await world.member(team.id, await world.person('Writer', handle, { email, passwordHash }))
  }
  const entries: Record<string, { id: string; documentId: string }> = {}
  for (const [name, kilobytes] of Object.entries(sizes)) {
    const words = sentence.repeat(6)
    const count = Math.max(colleagues + 1, Math.round((kilobytes * 1024) / words.length))
    const paragraph = (text: string): PageNode => ({
      type: 'paragraph',
      attrs: { id: randomUUID(), kind: 'p' },
      content: [{ type: 'text', text }],
    })
    const blocks = Array.from({ length: count }, () => paragraph(kilobytes > 1 ? words : sentence))
    entries[name] = await world.entry(team.portfolioId, { blocks })
  }
  return { handles, entries }
}

export async function run(print: Print): Promise<void> {
  const demo = await serveDemo(seed)
  const { handles, entries } = demo.seen
  const cookies = await Promise.all(handles.map((handle) => demo.signIn(handle)))
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  const figures: Record<string, Times> = { small: empty(), large: empty() }
  try {
    for (let round = 0; round < rounds; round++) {
      for (const [name, entry] of Object.entries(entries)) {
        const others = cookies.slice(1).map((cookie) => plainClient(demo.address, entry.documentId, cookie))
        await Promise.all(others.map((other) => other.synced()))
        const typing = others.map(({ document }, index) =>
          handsThat(() => textOf(document, index + 1).insert(0, 'a'), 200),
        )
        const { read, open, key } = await writeAt(browser, demo.address, entry.id, cookies[0]!)
        await Promise.all(typing.map((hands) => hands.stop()))
        for (const other of others) other.close()
        figures[name]!.read.push(read)
        figures[name]!.open.push(open)
        figures[name]!.key.push(...key)
      }
    }
  } finally {
    await browser.close()
    await demo.close()
  }
  const small = summary(figures.small!)
  const large = summary(figures.large!)
  print({ page: 'small', kilobytesOfText: sizes.small, ...small })
  print({ page: 'large', kilobytesOfText: sizes.large, ...large })
  print({
    ratio: 'large to small',
    writable: ratio(large.writableMs, small.writableMs),
    key: ratio(large.keyToPaintMs, small.keyToPaintMs),
  })
}

type Times = { read: number[]; open: number[]; key: number[] }
const empty = (): Times => ({ read: [], open: [], key: [] })
const at = (values: number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)]!
const rounded = (value: number) => Math.round(value * 10) / 10
const ratio = (one: number, other: number) => Math.round((one / other) * 100) / 100
const summary = ({ read, open, key }: Times) => ({
  readableMs: rounded(at(read, 0.5)),
  writableMs: rounded(at(open, 0.5)),
  keyToPaintMs: rounded(at(key, 0.5)),
  keyToPaintP95Ms: rounded(at(key, 0.95)),
})

/** @returns milliseconds from asking for the page to its words, to the editor with all of them, and for each key. */
async function writeAt(browser: Browser, address: string, entryId: string, cookie: string) {
  const context = await browser.newContext()
  const [name = '', ...value] = cookie.split('=')
  await context.addCookies([{ name, value: value.join('='), url: address }])
  const page = await context.newPage()
  const began = performance.now()
  await page.goto(`${address}/entries/${entryId}`, { waitUntil: 'commit' })
  await page.locator('[data-block-id]').first().waitFor()
  const read = performance.now() - began
  await page.locator('.page-save', { hasText: /^Saved$/ }).waitFor()
  const open = performance.now() - began
  await page.locator('.page-editor p').first().click()
  await watchKeys(page)
  for (let n = 0; n < keys; n++) {
    await page.keyboard.press('e')
    await page.waitForTimeout(80)
  }
  const key = await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes)
  await context.close()
  return { read, open, key }
}

/** From the key's own time to the moment after the frame that shows its letter. */
function watchKeys(page: Page): Promise<void> {
  return page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { keyTimes: times })
    const channel = new MessageChannel()
    const waiting: number[] = []
    channel.port1.onmessage = () => {
      for (const from of waiting.splice(0)) times.push(performance.now() - from)
    }
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          waiting.push(timeStamp)
          channel.port2.postMessage(0)
        })
      },
      true,
    )
  })
}

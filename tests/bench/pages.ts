/**
 * Server time and weight of the main pages of the demo. Every round asks for every page once, and for two bare answers
 * beside them, so that a busy machine slows all alike: read the ratios, not the milliseconds.
 */
import { everyPage, type ShownPage } from '#tests/e2e/support/every-page.ts'
import { kilobytes, readChunks } from '#tests/house/client-chunks.ts'
import type { Print } from './run.ts'
import { serveDemo } from './served-demo.ts'

const rounds = 60
const warmUps = 8
const measured = [
  'front',
  'verify',
  'story',
  'team-home',
  'team-home-drafting',
  'people',
  'contents',
  'section',
  'entry',
  'evidence',
  'ready-check',
  'snapshot',
  'outcome',
  'review-room',
  'cohort-board',
  'home',
]
const bare: ShownPage[] = [
  { name: 'healthz', as: null, path: '/healthz' },
  { name: 'sign-in', as: null, path: '/sign-in' },
]

const chunks = readChunks()
const round = (value: number) => Math.round(value * 10) / 10

/** What a page's HTML asks for at once: its scripts with all that they import, its style sheets, its fonts. */
function weightOf(html: string) {
  const named = (pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]!)
  const scripts = named(/["'](?:\/)(assets\/[\w.$~-]+\.js)["']/g).filter((file) => !file.includes('/manifest-'))
  const styles = new Set(named(/<link[^>]*href="\/(assets\/[^"]+\.css)"/g))
  const fonts = new Set(named(/<link[^>]*href="\/(assets\/[^"]+\.woff2)"/g))
  return {
    scriptKb: round(kilobytes(chunks.closure(scripts))),
    laterScriptKb: round(kilobytes(chunks.closure(scripts, true))),
    styleKb: round(kilobytes(styles)),
    fontKb: round(kilobytes(fonts)),
  }
}

export async function run(print: Print): Promise<void> {
  const demo = await serveDemo(everyPage)
  try {
    const pages = [...bare, ...demo.seen.filter((page) => measured.includes(page.name))]
    const cookies = new Map<string | null, string>([[null, '']])
    for (const { as } of pages) if (as && !cookies.has(as)) cookies.set(as, await demo.signIn(as))

    const times = new Map<string, number[]>(pages.map(({ name }) => [name, []]))
    const texts = new Map<string, string>()
    for (let turn = -warmUps; turn < rounds; turn += 1) {
      for (const { name, as, path } of pages) {
        const from = performance.now()
        const response = await fetch(demo.address + path, {
          headers: { cookie: cookies.get(as)!, accept: 'text/html' },
        })
        const text = await response.text()
        const took = performance.now() - from
        if (response.status !== 200) throw new Error(`${name} (${path}) answered ${response.status}`)
        if (turn >= 0) times.get(name)!.push(took)
        texts.set(name, text)
      }
    }

    const at = (name: string, share: number) =>
      times.get(name)!.toSorted((a, b) => a - b)[Math.floor((rounds - 1) * share)]!
    for (const { name, path } of pages) {
      const median = at(name, 0.5)
      print({
        page: name,
        path,
        medianMs: round(median),
        p95Ms: round(at(name, 0.95)),
        timesHealthz: round(median / at('healthz', 0.5)),
        timesSignIn: round(median / at('sign-in', 0.5)),
        htmlKb: round(Buffer.byteLength(texts.get(name)!) / 1024),
        ...(name === 'healthz' ? {} : weightOf(texts.get(name)!)),
      })
    }
  } finally {
    await demo.close()
  }
}

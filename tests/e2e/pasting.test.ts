/** What Word and Google Docs put on the clipboard, cleaned by the browser's own parser. */
import { readFileSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let browser: Browser
let page: Page
beforeAll(async () => {
  const bundle = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      lib: { entry: 'app/editor/paste/clean-pasted-html.ts', formats: ['iife'], name: 'paste' },
    },
  })
  const [{ output }] = bundle as unknown as [{ output: [{ code: string }] }]
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  })
  page = await browser.newPage()
  await page.addScriptTag({ content: output[0].code })
})
afterAll(() => browser?.close())

const fixture = (name: string) => readFileSync(`tests/e2e/support/pasted/${name}`, 'utf8')
const clean = (html: string) =>
  page.evaluate(
    (pasted) =>
      (globalThis as unknown as { paste: { cleanPastedHtml(html: string): string } }).paste.cleanPastedHtml(pasted),
    html,
  )
/** Only the structure: tags and words. */
const bare = (html: string) =>
  html
    .replace(/<span[^>]*>|<\/span>/g, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\u00a0|&nbsp;/g, ' ')
    .replace(/> +/g, '>')
    .replace(/ +</g, '<')

describe('text pasted from Word', () => {
  it('keeps headings, paragraphs and marks, and loses styles, classes and empty lines', async () => {
    const html = await clean(fixture('word.clipboard'))
    expect(html).not.toMatch(/mso|class=|<o:p|<style|<!--|<xml|font-family/i)
    expect(bare(html)).toContain('<h1>Landing well</h1>')
    expect(html).toContain('We began with <b>ten minutes</b> at the gate.')
    expect(bare(html)).not.toContain('<p></p>')
  })
  it('makes lists of list paragraphs again, nested and numbered', async () => {
    expect(bare(await clean(fixture('word.clipboard')))).toContain(
      '<ul><li><p>The gate</p><ul><li><p>The small one</p></li></ul></li><li><p>The bell</p></li></ul>' +
        '<p>Then:</p><ol><li><p>Ask the drivers</p></li><li><p>Ask again</p></li></ol>',
    )
  })
  it('leaves pictures of the clipboard out', async () => {
    expect(await clean(fixture('word.clipboard'))).not.toContain('<img')
  })
})

describe('text pasted from Google Docs', () => {
  it('is not bold as a whole, and keeps what is bold', async () => {
    const html = await clean(fixture('google-docs.clipboard'))
    expect(html).not.toContain('docs-internal-guid')
    expect(html).toMatch(/<span style="font-weight: 700[^"]*">listen<\/span>/)
    expect(html).toMatch(/<span style="font-weight: 400[^"]*">We try to <\/span>/)
  })
  it('puts nested lists into their items and makes checklists tasks', async () => {
    const html = bare(await clean(fixture('google-docs.clipboard')))
    expect(html).toMatch(/<li[^>]*><p[^>]*>One<\/p><ul><li[^>]*><p[^>]*>Inner<\/p><\/li><\/ul><\/li>/)
    expect(html).toMatch(/<ul data-type="taskList"><li[^>]*data-checked="true"[^>]*><p[^>]*>Asked<\/p>/)
    expect(html).not.toContain('data:image')
  })
})

it('text copied from a page is left as it is', async () => {
  const own = '<p data-block-id="a" data-pm-slice="1 1 []">Our own</p>'
  expect(await clean(own)).toBe(own)
})

it('script, handlers and foreign frames do not survive in what the schema would keep', async () => {
  const html = await clean(
    '<p>Hello<script>alert(1)</script><iframe src="https://x.example"></iframe><svg onload="x"></svg></p>',
  )
  expect(html).toBe('<p>Hello</p>')
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyPage, type ShownPage } from './support/every-page.ts'
import { type Product, theProduct } from './support/product.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let product: Product
let pages: ShownPage[]
beforeAll(async () => {
  product = await theProduct()
  await product.start()
  await product.stop()
  pages = await product.whileStopped(everyPage)
  await product.start()
})
afterAll(() => product?.close())

type Axe = {
  run: (
    root: Document,
    options: object,
  ) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>
}

async function problemsOf(page: Page, shown: ShownPage): Promise<string[]> {
  const problems: string[] = []
  const onConsole = (message: { type: () => string; text: () => string }) => {
    if (message.type() === 'error' && !(shown.name === 'not-here' && message.text().includes('404')))
      problems.push(`console: ${message.text()}`)
  }
  page.on('console', onConsole)
  const response = await page.goto(`${product.address}${shown.path}`)
  if (response?.status() !== (shown.name === 'not-here' ? 404 : 200)) problems.push(`status ${response?.status()}`)
  await page.waitForTimeout(shown.name.startsWith('entry') ? 1_200 : 250)
  if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1))
    problems.push('wider than the screen')
  await page.evaluate(axeSource)
  const violations = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: Axe }).axe
    const found = await axe.run(document, { resultTypes: ['violations'] })
    return found.violations
      .filter((one) => one.impact === 'serious' || one.impact === 'critical')
      .map((one) => `axe ${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)
  })
  page.off('console', onConsole)
  return [...problems, ...violations]
}

describe.each([
  [1280, 'light'],
  [1280, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const)('Every page at %i px, %s', (width, colorScheme) => {
  it('answers, fits its screen, says nothing to the console, and axe finds nothing serious', async () => {
    const opened = new Map<string, Page>()
    const found: Record<string, string[]> = {}
    for (const shown of pages) {
      const key = shown.as ?? ''
      const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true }
      const page =
        opened.get(key) ?? (shown.as ? await product.signIn(shown.as, options) : await product.stranger(options))
      opened.set(key, page)
      const problems = await problemsOf(page, shown)
      if (problems.length > 0) found[`${shown.name} ${shown.path}`] = problems
    }
    for (const page of opened.values()) await page.context().close()
    expect(found).toEqual({})
  })
})

it('every screen of the product is among the pages shown', () => {
  expect(pages.map((page) => page.name)).toEqual(
    expect.arrayContaining([
      'team-home',
      'entry',
      'evidence',
      'ready-check',
      'review-room',
      'comparison',
      'cohort-board',
      'certificates-sheet',
      'ceremony',
      'verify',
      'story',
      'snapshot',
      'decision',
    ]),
  )
})

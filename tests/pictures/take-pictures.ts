/** Takes the pictures of docs/pictures from the demo: `node tests/pictures/take-pictures.ts`, after a build. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { loadActor } from '#server/access/load-actor.ts'
import { issueCertificates } from '#server/certificates/issue-certificates.ts'
import { prepareCertificates } from '#server/certificates/prepare-certificates.ts'
import type { AppContext } from '#server/context.ts'
import { everyPage } from '../e2e/support/every-page.ts'
import { theProduct } from '../e2e/support/product.ts'

const folder = join(import.meta.dirname, '../../docs/pictures')
/** A screen, the page that shows it, what to bring into view, what to press. */
type Screen = { name: string; page: string; show?: string; press?: string }
const screens: Screen[] = [
  { name: 'team-home', page: 'team-home' },
  { name: 'entry', page: 'entry' },
  { name: 'thinking-tools', page: 'entry-to-read', show: '.tool-figure' },
  { name: 'evidence', page: 'evidence' },
  { name: 'ready-check', page: 'ready-check' },
  { name: 'review-room', page: 'review-room' },
  { name: 'comparison', page: 'comparison' },
  { name: 'cohort-board', page: 'cohort-board' },
  { name: 'certificates-sheet', page: 'certificates-sheet' },
  { name: 'verify', page: 'verify' },
  { name: 'story', page: 'story' },
]

const product = await theProduct()
await product.start()
await product.stop()
const pages = await product.whileStopped(everyPage)
await product.start()
mkdirSync(folder, { recursive: true })
await takeAll(screens)
await product.stop()
await product.whileStopped(releaseCertificates)
await product.start()
await takeAll([{ name: 'ceremony', page: 'ceremony', press: 'Begin' }])
await product.close()

/** The names appear once the certificates are released. */
async function releaseCertificates(context: AppContext): Promise<void> {
  const manager = await context.db
    .selectFrom('person')
    .select('id')
    .where('email', 'like', 'juniper.%')
    .executeTakeFirstOrThrow()
  const cohort = await context.db
    .selectFrom('team')
    .select('cohortId')
    .where('name', '=', 'Oak Shade')
    .executeTakeFirstOrThrow()
  const actor = await loadActor(context, manager.id)
  await prepareCertificates(context, actor, { cohortId: cohort.cohortId })
  await issueCertificates(context, actor, { cohortId: cohort.cohortId })
}

async function takeAll(list: Screen[]): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 390]) {
      const opened = new Map<string, Page>()
      for (const screen of list) {
        const shown = pages.find((page) => page.name === screen.page)
        if (!shown) throw new Error(`the demo has no ${screen.page}`)
        const options = { viewport: { width, height: width === 390 ? 844 : 860 }, colorScheme }
        const key = shown.as ?? ''
        const page =
          opened.get(key) ?? (shown.as ? await product.signIn(shown.as, options) : await product.stranger(options))
        opened.set(key, page)
        await page.goto(`${product.address}${shown.path}`)
        await page.waitForTimeout(screen.name === 'entry' ? 2_000 : 600)
        if (screen.show) await page.locator(screen.show).first().scrollIntoViewIfNeeded()
        if (screen.show)
          await page
            .locator(screen.show)
            .first()
            .evaluate((element) => element.scrollIntoView({ block: 'start' }))
        if (screen.press)
          await page
            .getByRole('button')
            .filter({ hasText: /begin|next/i })
            .first()
            .click()
        if (screen.press) await page.waitForTimeout(600)
        const picture = await page.screenshot()
        await sharp(picture)
          .webp({ quality: 82 })
          .toFile(join(folder, `${screen.name}-${width}-${colorScheme}.webp`))
      }
      for (const page of opened.values()) await page.context().close()
    }
  }
}

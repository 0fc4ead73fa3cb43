/** A team with one fully written entry, on the built pages, and browsers for whoever looks at it. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { loadPages } from '#server/http/load-pages.ts'
import { aTemplate } from '#tests/support/a-template.ts'
import { makeTestApp, type TestApp } from '#tests/support/test-app.ts'

const flags =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export type WrittenTeam = {
  app: TestApp
  address: string
  browser: Browser
  memberIds: string[]
  portfolioId: string
  mentorId: string
  /** An entry with these blocks. */
  entry: (
    blocks: PageNode[],
    title?: string,
    tools?: EntryContent['blocks'],
  ) => Promise<{ id: string; documentId: string }>
  /** A signed-in page of this person; each has a browser context of its own. */
  pageOf: (personId: string, options?: Parameters<Browser['newContext']>[0]) => Promise<Page>
  close: () => Promise<void>
}

export async function writtenTeam(): Promise<WrittenTeam> {
  const app = await makeTestApp('sqlite')
  const address = await app.listen((await loadPages(false)).handler)
  const { world, context } = app
  const editionId = await world.edition({ template: JSON.stringify(aTemplate) })
  const cohortId = await world.cohort({ editionId })
  const team = await world.team({ cohortId, size: 0 })
  const memberIds = [
    await world.member(team.id, await world.person('Ximena', 'Thorvald')),
    await world.member(team.id, await world.person('Ambrose', 'Kealoha-Finch')),
    await world.member(team.id, await world.person('Wren', 'Ostrander')),
  ]
  const mentorId = await world.mentor(team.id, await world.person('Ottoline', 'Bracewell'))
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags.split(' ') })
  const contexts: BrowserContext[] = []
  let position = 0
  return {
    app,
    address,
    browser,
    memberIds,
    mentorId,
    portfolioId: team.portfolioId,
    async entry(blocks, title = 'The first ten minutes', tools = {}) {
      const id = context.newId()
      const documentId = context.newId()
      const at = context.clock.iso()
      const content = { page: { type: 'doc', content: blocks }, blocks: tools }
      await context.db.transaction().execute(async (transaction) => {
        await context.rooms.seed(transaction, { documentId, content, personId: memberIds[0]! })
        await transaction
          .insertInto('entry')
          .values({
            id,
            portfolioId: team.portfolioId,
            section: '1',
            title,
            position: `a${position++}`,
            documentId,
            authorId: null,
            happenedOn: null,
            createdById: memberIds[0]!,
            createdAt: at,
            touchedAt: at,
            archivedAt: null,
          })
          .execute()
      })
      return { id, documentId }
    },
    async pageOf(personId, options) {
      const browserContext = await browser.newContext(options)
      contexts.push(browserContext)
      const cookie = await app.cookieOf(personId)
      const [name, value] = cookie.split('=') as [string, string]
      await browserContext.addCookies([{ name, value, url: address }])
      return browserContext.newPage()
    },
    async close() {
      for (const one of contexts) await one.close()
      await browser.close()
      await app.close()
    },
  }
}

/** A paragraph with an id, as the server seeds it. */
export function line(id: string, text: string, kind = 'p'): PageNode {
  return { type: 'paragraph', attrs: { id, kind }, content: text === '' ? [] : [{ type: 'text', text }] }
}

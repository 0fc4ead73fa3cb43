import { expect, it } from 'vitest'
import { plainClient, until } from '#tests/support/live-client.ts'
import { serverProcess, settingsOf } from '#tests/support/server-process.ts'
import { makeTestApp } from '#tests/support/test-app.ts'
import { report } from './report.ts'

const clients = 200
const people = 20

/** After a restart everybody comes back within the same second; the server says how long its loop was held up. */
it.each(['sqlite', 'postgres'] as const)(
  'two hundred pages that come back at once are all in step soon (%s)',
  async (engine) => {
    const app = await makeTestApp(engine)
    const team = await app.world.team({ size: people })
    const entries = await Promise.all(Array.from({ length: 20 }, () => app.world.entry(team.portfolioId)))
    const cookies = await Promise.all(team.memberIds.map((id) => app.cookieOf(id)))
    const { url, environment: settings } = await settingsOf(app.context.config)
    const environment = {
      ...settings,
      LIMIT_SOCKETS_PER_ADDRESS: '1000',
      LIMIT_SOCKETS_PER_PERSON: '1000',
    }
    const first = await serverProcess(environment)
    const pages = Array.from({ length: clients }, (_, n) => {
      const entry = entries[n % entries.length]
      const page = plainClient(url, entry?.documentId ?? '', cookies[n % people] ?? '')
      page.provider.maxBackoffTime = 500
      return page
    })
    const allSynced = () => pages.every(({ provider }) => provider.synced)
    await until(allSynced, 'all are in', 60_000)
    await first.kill()
    const second = await serverProcess({ ...environment, STANDBY: 'on' })
    const began = performance.now()
    await second.begin()
    await until(allSynced, 'all are back', 30_000)
    const milliseconds = Math.round(performance.now() - began)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const delay = await second.loopDelay()
    report('herd', { engine, clients, allSyncedAfterMilliseconds: milliseconds, ...delay })
    expect(milliseconds).toBeLessThan(30_000)
    for (const { close } of pages) close()
    await second.kill()
    await app.close()
  },
)

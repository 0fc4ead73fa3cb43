/** Kills a server again and again while eight people write, and reads the ledger afterwards. */
import { type LedgerEditor, type LedgerResult, ledgerEditor, readLedger } from './ledger.ts'
import { until } from './live-client.ts'
import { seeded } from './seeded.ts'
import { type ServerProcess, serverProcess, settingsOf } from './server-process.ts'
import { makeTestApp } from './test-app.ts'

/** When the server dies: at any moment, or just before a statement. */
export type Death = 'any moment' | `${'insert' | 'delete'} ${string}`
export type CrashPlan = {
  engine: 'sqlite' | 'postgres'
  seed: number
  kills: number
  death: Death
  editors?: number
  /** Before the server's command, such as `fiu-run …`; not for the last server, which heals. */
  before?: string[]
  report?: (kill: number, saved: number) => void
}

export async function crashLedger(plan: CrashPlan): Promise<LedgerResult> {
  const random = seeded(plan.seed)
  const count = plan.editors ?? 8
  const app = await makeTestApp(plan.engine)
  const team = await app.world.team({ size: count })
  const { documentId } = await app.world.entry(team.portfolioId, { words: '' })
  const cookies = await Promise.all(team.memberIds.map((id) => app.cookieOf(id)))
  const { url, environment: settings } = await settingsOf(app.context.config)
  const environment = {
    ...settings,
    STANDBY: 'on',
    // Projections and compactions as often as possible: there are more ways to die in them.
    PACE: JSON.stringify({ projectAfterPause: 15, projectAtLatest: 60, unloadAfter: 100 }),
  }
  const next = (last = false): Promise<ServerProcess> => {
    const dies = plan.death !== 'any moment' && !last
    return serverProcess(
      { ...environment, ...(dies ? { DIE_AT: plan.death, DIE_COUNT: String(random.between(1, 4)) } : {}) },
      last ? [] : plan.before,
    )
  }

  const saved = new Set<string>()
  let server = await next()
  let standby = next(plan.kills === 1)
  await server.begin()
  const editors: LedgerEditor[] = cookies.map((cookie, n) => ledgerEditor(url, documentId, cookie, `w${n}`, saved))
  try {
    for (let kill = 1; kill <= plan.kills; kill++) {
      const before = saved.size
      const ended = { yes: false }
      void server.ended.then(() => {
        ended.yes = true
      })
      await until(() => saved.size > before || ended.yes, 'saved under typing', 15_000)
      if (plan.death === 'any moment') await pause(random.between(0, 500))
      else await Promise.race([server.ended, pause(8_000)])
      await server.kill()
      if (kill === plan.kills) break
      server = await standby
      standby = next(kill === plan.kills - 1)
      await server.begin()
      plan.report?.(kill, saved.size)
    }
    // At the last crash half of them close their laptops at once: of theirs, only what was saved need be there.
    const gone = editors.splice(0, Math.ceil(count / 2))
    for (const { client, rest } of gone) {
      rest()
      client.close()
    }
    for (const { rest } of editors) rest()
    server = await standby
    await server.begin()
    const result = await readLedger(app, { editors, url, documentId, cookie: cookies[0] ?? '' }, saved)
    return { kills: plan.kills, ...result }
  } finally {
    for (const { client, rest } of editors) {
      rest()
      client.close()
    }
    await server.kill()
    await (await standby.catch(() => undefined))?.kill()
    await app.close()
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

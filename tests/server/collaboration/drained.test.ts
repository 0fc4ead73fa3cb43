import { describe, expect, it } from 'vitest'
import { knock } from '#tests/support/knock.ts'
import { documentOnDisk, ledgerEditor, readLedger, tokensOf } from '#tests/support/ledger.ts'
import { until } from '#tests/support/live-client.ts'
import { serverProcess, settingsOf } from '#tests/support/server-process.ts'
import { makeTestApp } from '#tests/support/test-app.ts'

const people = 6
const sockets = 60

describe.each(['sqlite', 'postgres'] as const)(
  'A server that is asked to stop while sixty people write (%s)',
  (engine) => {
    it('ends by itself, lets nobody in meanwhile, closes with 1012 one after the other, and loses nothing', async () => {
      const app = await makeTestApp(engine)
      const team = await app.world.team({ size: people })
      const { documentId } = await app.world.entry(team.portfolioId, { words: '' })
      const cookies = await Promise.all(team.memberIds.map((id) => app.cookieOf(id)))
      const { url, environment } = await settingsOf(app.context.config)
      const server = await serverProcess(environment)
      const saved = new Set<string>()
      const codes: number[] = []
      const editors = Array.from({ length: sockets }, (_, n) => {
        const editor = ledgerEditor(url, documentId, cookies[n % people] ?? '', `w${n}`, saved, 400)
        editor.client.provider.on('connection-close', (event: { code: number } | null) => {
          if (event) codes.push(event.code)
        })
        return editor
      })
      await until(() => editors.every(({ client }) => client.provider.synced), 'all are in', 20_000)
      await until(() => saved.size > sockets, 'saved under typing', 20_000)

      const ended = server.kill('SIGTERM')
      const answers = { door: 101, readiness: 200 }
      const knocks = async () => {
        const door = knock(url, { path: `/collab/${documentId}`, cookie: cookies[0] ?? '' })
        const readiness = fetch(`${url}/readyz`).then(({ status }) => status)
        Object.assign(answers, { door: await door, readiness: await readiness })
        return answers.door !== 101 && answers.readiness !== 200
      }
      await until(knocks, 'closed to everybody')
      expect(answers).toEqual({ door: 503, readiness: 503 })
      expect(await ended).toBe(0)
      expect(codes.filter((code) => code === 1012)).toHaveLength(sockets)
      const onDisk = tokensOf(await documentOnDisk(app, documentId))
      expect([...saved].filter((token) => !onDisk.has(token))).toEqual([])

      for (const { rest } of editors) rest()
      const next = await serverProcess(environment)
      const after = await readLedger(app, { editors, url, documentId, cookie: cookies[0] ?? '' }, saved)
      expect(after).toMatchObject({ missing: [], twice: [], differ: [] })
      for (const { client } of editors) client.close()
      await next.kill()
      await app.close()
    }, 90_000)
  },
)

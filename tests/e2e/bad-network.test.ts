import { connect, createServer, type Socket } from 'node:net'
import type { Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cutter, openEntry, saved, says, textOf, wordsIn, write, writeApart } from './support/writing-alone.ts'
import { line, type WrittenTeam, writtenTeam } from './support/written-team.ts'

let team: WrittenTeam
beforeAll(async () => {
  team = await writtenTeam()
})
afterAll(() => team?.close())

/** A line to the server that can go silent in both directions, as when a laptop leaves the house. */
async function silentLine(): Promise<{ port: number; hush: (quiet: boolean) => void; close: () => void }> {
  const pairs = new Set<[Socket, Socket]>()
  let silent = false
  const proxy = createServer((near) => {
    const far = connect(Number(new URL(team.address).port), '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
      from.on('data', (bytes) => to.write(bytes))
      if (silent) from.pause()
    }
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as { port: number }
  return {
    port,
    hush(quiet) {
      silent = quiet
      for (const pair of pairs) for (const socket of pair) quiet ? socket.pause() : socket.resume()
    },
    close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      proxy.close()
    },
  }
}

describe('a network that is not what it seems', () => {
  const portals: [string, (route: Route) => Promise<void>][] = [
    [
      'answers everything with a page of its own',
      (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Welcome to the train</h1>' }),
    ],
    [
      'sends everything elsewhere',
      (route) => route.fulfill({ status: 302, headers: { Location: 'http://portal.invalid/' } }),
    ],
    ['asks for a password of its own', (route) => route.fulfill({ status: 401, json: { error: 'pay first' } })],
  ]
  it.each(portals)('%s: the page stays, keeps the words, and sends them later', async (_name, answer) => {
    const entry = await team.entry([line('a', 'Begin.')])
    const page = await team.pageOf(team.memberIds[0]!)
    const { cut, mend } = await cutter(page)
    await openEntry(page, team, entry.id)
    const loads: string[] = []
    page.on('framenavigated', (frame) => loads.push(frame.url()))
    const asked = page.waitForRequest('**/standing', { timeout: 45_000 })
    await page.route('**/*', answer)
    await cut()
    await writeApart(page, ' On the train.')
    await asked
    await page.waitForTimeout(1_000)
    await says(page, /^Not connected: 14 changes kept on this device\.$/)
    expect(await wordsIn(page)).toBe('Begin. On the train.')
    expect(loads).toEqual([])
    await page.unroute('**/*')
    mend()
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await saved(page)
    expect(await textOf(team, entry.documentId)).toBe('Begin. On the train.')
  })

  it('goes silent without a goodbye: the page notices, keeps the words, and comes back', async () => {
    const entry = await team.entry([line('a', 'Begin.')])
    const tube = await silentLine()
    const page = await team.pageOf(team.memberIds[0]!)
    await openEntry(page, { ...team, address: `http://127.0.0.1:${tube.port}` }, entry.id)
    tube.hush(true)
    await write(page, ' Gone quiet.')
    await says(page, /^Saving…$/)
    await says(page, /^Not connected: 12 changes kept on this device\.$/)
    tube.hush(false)
    await saved(page)
    await expect.poll(() => textOf(team, entry.documentId)).toBe('Begin. Gone quiet.')
    tube.close()
  })

  it('comes back with a laptop that slept: both sides meet', async () => {
    const entry = await team.entry([line('a', 'Begin.'), line('b', 'End.')])
    const [sleeper, colleague] = [await team.pageOf(team.memberIds[0]!), await team.pageOf(team.memberIds[1]!)]
    await openEntry(sleeper, team, entry.id)
    await openEntry(colleague, team, entry.id)
    const client = await sleeper.context().newCDPSession(sleeper)
    await client.send('Page.setWebLifecycleState', { state: 'frozen' })
    await write(colleague, ' Meanwhile.')
    await saved(colleague)
    await client.send('Page.setWebLifecycleState', { state: 'active' })
    await expect.poll(() => wordsIn(sleeper)).toBe('Begin.\nEnd. Meanwhile.')
    await write(sleeper, ' Awake.')
    await saved(sleeper)
    expect(await textOf(team, entry.documentId)).toBe('Begin.\nEnd. Meanwhile. Awake.')
  })
})

import { request } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Config } from '../../config.ts'
import { care, clockFinding, type Finding, notAsked, reasonOf, well } from './finding.ts'

const patience = 5_000

/** The way that browsers take: pages, and the upgrade of live documents, through whatever stands before the server. */
export async function examineDoor({ appUrl }: Pick<Config, 'appUrl'>): Promise<Finding[]> {
  let answer: Response
  try {
    answer = await fetch(`${appUrl}/readyz`, { signal: AbortSignal.timeout(patience), redirect: 'manual' })
  } catch (error) {
    return [notAsked('APP_URL', `nobody answers at ${appUrl} (${reasonOf(error)}); start the server and ask again`)]
  }
  const ours = await answer.json().catch(() => undefined)
  if (typeof ours?.ready !== 'boolean') {
    return [care('APP_URL', `${appUrl} is answered by another program. Check APP_URL and the proxy.`)]
  }
  const findings = [
    ours.ready
      ? well('APP_URL', `${appUrl} is ready`)
      : care('APP_URL', `${appUrl} is not ready: ${JSON.stringify(ours.checks)}. Look at what is not ok.`),
    ...clockFinding('APP_URL', (Date.parse(answer.headers.get('date') ?? '') || Date.now()) / 1000 - Date.now() / 1000),
  ]
  return [...findings, await lookAtUpgrade(appUrl)]
}

/** The server itself speaks plain HTTP: an address with https is a proxy's, whose visitors would all count as one. */
export function examineProxies({ appUrl, trustedProxies }: Pick<Config, 'appUrl' | 'trustedProxies'>): Finding[] {
  const name = 'TRUSTED_PROXIES'
  const { length } = trustedProxies.rules
  if (length > 0)
    return [well(name, `X-Forwarded-For is believed from ${length === 1 ? 'one place' : `${length} places`}`)]
  if (!appUrl.startsWith('https:')) return []
  return [
    care(
      name,
      'a proxy speaks https for this server, and is not named: limits by address count everybody as one. Name it.',
    ),
  ]
}

/** Without a session our own door says 401 to an upgrade, and only to one: a page at that address is a 404. */
async function lookAtUpgrade(appUrl: string): Promise<Finding> {
  const name = 'Live documents'
  try {
    const status = await upgradeStatus(`${appUrl}/collab/doctor`)
    if (status === 401) return well(name, 'upgrades to a WebSocket reach the server')
    return care(
      name,
      `the upgrade to a WebSocket was answered with ${status}. Let the proxy pass Upgrade and Connection on /collab/.`,
    )
  } catch (error) {
    return care(name, `the upgrade to a WebSocket broke off (${reasonOf(error)}). Look at the proxy on /collab/.`)
  }
}

function upgradeStatus(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const ask = address.startsWith('https:') ? secureRequest : request
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'ZmllbGRmb2xpbyBkb2N0bw==',
    }
    const asking = ask(address, { headers, timeout: patience })
    asking.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    asking.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    asking.on('timeout', () => asking.destroy(new Error('no answer')))
    asking.on('error', reject)
    asking.end()
  })
}

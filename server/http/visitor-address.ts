import type { IncomingMessage } from 'node:http'
import { BlockList, isIP, SocketAddress } from 'node:net'

/** What is asked of trusted proxies: whether one of them has this address, and whether there are any. */
export type TrustedProxies = Pick<BlockList, 'check' | 'rules'>

/**
 * Reads `10.0.0.5, 172.28.0.0/16, ::1`.
 * @param problem told of every part that is neither an address nor a network
 */
export function readTrustedProxies(text: string, problem: (part: string) => void): TrustedProxies {
  const trusted = new BlockList()
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits, ...more] = part.split('/')
    const [family, most] = isIP(address) === 6 ? (['ipv6', 128] as const) : (['ipv4', 32] as const)
    const width = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : 0
    // A network of width 0 is everybody: whoever can send a header could then choose an address.
    if (isIP(address) === 0 || more.length > 0 || width < 1 || width > most) problem(part)
    else trusted.addSubnet(address, width, family)
  }
  return trusted
}

/**
 * The address that limits count. Each trusted proxy adds, at the right end of `X-Forwarded-For`, whom it heard: so the
 * header is read from the right, for as long as who said it is trusted. What stands further to the left anybody may
 * have written. A part that is no address ends the reading: the proxy that passed it on is counted.
 *
 * An IPv6 address is counted by its network of 64 bits, because one machine has all of them to choose from.
 */
export function visitorAddress(
  { trustedProxies }: { trustedProxies: Pick<TrustedProxies, 'check'> },
  { headers, socket }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
): string {
  let heard = readAddress(socket.remoteAddress ?? '')
  for (const part of String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .reverse()) {
    if (!heard || !trustedProxies.check(heard, isIP(heard) === 6 ? 'ipv6' : 'ipv4')) break
    const told = readAddress(part)
    if (!told) break
    heard = told
  }
  if (!heard) return 'unknown'
  return isIP(heard) === 6 ? networkOf(heard) : heard
}

/** In one spelling, without a port or zone; an IPv4 address in IPv6 clothes is itself. */
function readAddress(text: string): string | undefined {
  const [, bracketed, dotted] = /^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/.exec(text.trim()) ?? []
  const address = (bracketed ?? dotted ?? text.trim()).replace(/%.*$/, '')
  if (isIP(address) !== 6) return isIP(address) === 4 ? address : undefined
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '')
}

/** The first four of eight groups. */
function networkOf(address: string): string {
  const [left = '', right] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const groups = [...left]
  if (right) while (groups.length + right.length < 8) groups.push('0')
  return `${[...groups, ...(right ?? [])].slice(0, 4).join(':')}::/64`
}

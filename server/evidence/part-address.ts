/**
 * Addresses for one part of one upload on our own server: `/uploads/<key>/<multipartId>/<part>?size&expires&signature`.
 * The signature covers all of it, so an address is good for one key, one part, one size and a few minutes.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../errors.ts'

export type PartAddress = { key: string; multipartId: string; part: number; size: number; expires: number }

const id = /^[0-9A-Za-z_-]{8,64}$/
export const isStorageId = (text: string): boolean => id.test(text)

function sign(secret: string, { key, multipartId, part, size, expires }: PartAddress): string {
  const words = ['part', key, multipartId, part, size, expires].join('\n')
  return createHmac('sha256', secret).update(words).digest('base64url')
}

/** @param address `expires` in seconds since 1970. */
export function writePartAddress(secret: string, address: PartAddress): string {
  const { key, multipartId, part, size, expires } = address
  return `/uploads/${key}/${multipartId}/${part}?size=${size}&expires=${expires}&signature=${sign(secret, address)}`
}

/** @throws Refusal `not-allowed` when anything was changed, `expired` when its minutes are over. */
export function readPartAddress(secret: string, url: URL, nowSeconds: number): PartAddress {
  const [, root, key = '', multipartId = '', part = '', more] = url.pathname.split('/')
  const number = (text: string | null) => (text && /^\d{1,13}$/.test(text) ? Number(text) : Number.NaN)
  const address: PartAddress = {
    key,
    multipartId,
    part: number(part),
    size: number(url.searchParams.get('size')),
    expires: number(url.searchParams.get('expires')),
  }
  const given = Buffer.from(url.searchParams.get('signature') ?? '', 'base64url')
  const wellFormed = root === 'uploads' && more === undefined && id.test(key) && id.test(multipartId)
  const wanted = Buffer.from(sign(secret, address), 'base64url')
  if (!wellFormed || given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new Refusal('not-allowed', 'This upload address was not given by us. Start the upload again from the page.')
  }
  if (nowSeconds > address.expires) {
    throw new Refusal('expired', 'This upload address is older than ten minutes. Press “Try again” to get a new one.')
  }
  return address
}

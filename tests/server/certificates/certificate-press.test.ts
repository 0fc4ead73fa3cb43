import jsQRModule from 'jsqr'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { CertificatePage } from '#domain/certificate/certificate-page.ts'
import { certificateCode } from '#server/certificates/certificate-code.ts'
import { openPress, renderCertificate } from '#server/certificates/certificate-press.ts'

const page: CertificatePage = {
  id: 'h4p9ek1ngnsdmvqy',
  number: 'A-2027-000123',
  award: 'associate',
  commended: true,
  name: 'Perpetua Lindgren',
  nameLanguage: null,
  teamName: 'Oak Shade',
  programmeName: 'Certification Program, California',
  cohortName: 'October 2026 to March 2027',
  issuer: 'The Programme',
  awardedOn: '2027-03-12',
  signatories: [{ name: 'Åse Kjærgård-Lund', title: 'Contemplative faculty' }],
  verifyUrl: 'https://portfolio.example.org/verify/h4p9ek1ngnsdmvqy',
  paper: 'us-letter',
  stamp: null,
}
const words = (pdf: Uint8Array) => Buffer.from(pdf).toString('utf8')
// A CommonJS module whose default export is wrapped once more for some loaders.
const jsQR = (jsQRModule as unknown as { default?: typeof jsQRModule }).default ?? jsQRModule

async function readCode(picture: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(picture, { density: 110 })
    .flatten({ background: '#fbf9f5' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data
}

describe('a printed certificate', () => {
  it('is a tagged PDF/A-3a that names its holder, the same bytes each time', async () => {
    const [one, other] = [await renderCertificate(page), await renderCertificate(page)]
    expect(words(one).startsWith('%PDF-1.7')).toBe(true)
    expect(words(one)).toMatch(/<pdfaid:part>3<\/pdfaid:part>[\s\S]*<pdfaid:conformance>A</)
    expect(words(one)).toContain('Certificate A-2027-000123: Perpetua Lindgren')
    expect(words(one)).toContain('/MarkInfo')
    expect(Buffer.compare(one, other)).toBe(0)
  })

  it.each([
    ['Åse Kjærgård-Lund', null],
    ['Gŵyneth Llŷr', 'cy'],
    ['Nguyễn Thị Thu Hà', 'vi'],
    ['محمد بن عبد الله', 'ar'],
    ['דוד בן־גוריון', 'he'],
    ['क्षितिज श्रीवास्तव', 'hi'],
    ['สมชาย ใจดี', 'th'],
    ['សុខ សុភា', 'km'],
    ['Λένα Παπαδοπούλου', 'el'],
    ['Анна Ковальчук', 'uk'],
    ['Sukarno', null],
    ['Maria Esperanza de los Ángeles Fernández-Castañeda y Montoya de la Cruz', 'es'],
    ['O’Malley "Q" #strong[x] $a$ \\ */', null],
  ])('draws %s', async (name, nameLanguage) => {
    const { pdf, undrawable } = await openPress().print({ ...page, name, nameLanguage })
    expect(undrawable).toBeUndefined()
    expect(words(pdf!)).toContain(`/Lang`)
  })

  it('refuses a name that no font holds, letter by letter, instead of printing boxes', async () => {
    expect(await openPress().print({ ...page, name: '山田太郎' })).toEqual({ undrawable: ['山', '田', '太', '郎'] })
    await expect(renderCertificate({ ...page, name: '김민준' })).rejects.toThrow('No font holds')
  })

  it('carries a code that leads to its address, on paper and as a picture', async () => {
    expect(await readCode(Buffer.from(await certificateCode(page.verifyUrl)))).toBe(page.verifyUrl)
    const picture = await openPress().draw(page)
    expect(await readCode(Buffer.from(picture))).toBe(page.verifyUrl)
  })

  it('says across the page that it is no longer valid, on either paper', async () => {
    const plain = await renderCertificate(page)
    const stamped = await renderCertificate({ ...page, stamp: 'Not valid' })
    const european = await renderCertificate({ ...page, paper: 'a4' })
    expect(Buffer.compare(plain, stamped)).not.toBe(0)
    expect(words(plain)).toContain('792 612')
    expect(words(european)).toMatch(/841\.\d+ 595\.\d+/)
  })

  it('prints forty in well under a minute', async () => {
    const press = openPress()
    const started = performance.now()
    for (let one = 0; one < 40; one += 1) await press.print({ ...page, number: `A-2027-${one}`, name: `Person ${one}` })
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

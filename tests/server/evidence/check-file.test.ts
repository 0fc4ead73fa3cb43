import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findTypeByExtension } from '#domain/evidence/evidence-types.ts'
import { checkFile } from '#server/evidence/check-file.ts'
import * as files from '#tests/support/evidence-files.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function check(extension: string, bytes: Uint8Array, seconds?: number) {
  const path = join(folder, 'came')
  await writeFile(path, bytes)
  return checkFile({ path, folder, extension, promised: findTypeByExtension(extension)?.mediaType ?? '' }, seconds)
}
async function taken(extension: string, bytes: Uint8Array) {
  const answer = await check(extension, bytes)
  if (!answer.taken) throw new Error(answer.sentence)
  return answer
}

describe('a file that is not what its name says is not taken', () => {
  const wrong: [string, string, Uint8Array][] = [
    ['a page named as a photo', 'jpg', files.htmlPage],
    ['a drawing with a script named as a picture', 'png', files.svgWithScript],
    ['a program named as a document', 'pdf', files.program],
    ['a program named as a photo', 'jpg', files.program],
    ['a page named as plain text', 'txt', files.htmlPage],
    ['a PDF named as a photo', 'jpg', files.pdf],
    ['any archive named as a Word file', 'docx', Buffer.from('PK\x05\x06'.padEnd(22, '\0'), 'latin1')],
    ['nothing but zeros named as a film', 'mp4', Buffer.alloc(4096)],
    ['a shell program named as plain text', 'txt', Buffer.from('#!/bin/sh\nrm -rf /\n')],
  ]
  test.each(wrong)('%s', async (_name, extension, bytes) => {
    expect(await check(extension, bytes)).toMatchObject({ taken: false, code: 'type-not-allowed' })
  })
})

describe('a file that harms whoever opens it is not taken', () => {
  test('a picture of 400 million pixels in a few kilobytes', async () => {
    const bomb = files.pngBomb()
    expect(bomb.length).toBeLessThan(100_000)
    const started = performance.now()
    expect(await check('png', bomb)).toMatchObject({ taken: false, code: 'too-large' })
    expect(performance.now() - started).toBeLessThan(5000)
  })
  test('a photo that stops in the middle', async () => {
    const whole = await files.photo({ width: 800, height: 600, telling: true })
    expect(await check('jpg', whole.subarray(0, whole.length / 2))).toMatchObject({ taken: false })
  })
  test('a Word file that unpacks to a thousand times its size', async () => {
    const bomb = files.docxBomb()
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect(await check('docx', bomb)).toMatchObject({ taken: false, sentence: expect.stringContaining('unpacks') })
  })
  test('a Word file whose directory lies about a size', async () => {
    const bomb = files.docx({ 'word/media/a.bin': new Uint8Array(3_000_000) })
    for (let at = bomb.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bomb.indexOf('PK\x01\x02', at + 4, 'latin1')) {
      if (bomb.readUInt32LE(at + 24) === 3_000_000) bomb.writeUInt32LE(2000, at + 24)
    }
    expect(await check('docx', bomb)).toMatchObject({ taken: false, sentence: expect.stringContaining('unpacks') })
  })
  test.each([
    ['climbs out of its folder', { '../../etc/passwd': new Uint8Array(3) }],
    ['carries a macro', { 'word/vbaProject.bin': new Uint8Array(3) }],
    ['carries another archive', { 'word/embeddings/oleObject1.bin': new Uint8Array(files.docx()) }],
  ])('a Word file that %s', async (_name, more) => {
    expect(await check('docx', files.docx(more))).toMatchObject({ taken: false })
  })
  test('a file whose check takes too long', async () => {
    expect(await check('jpg', await files.photo(), 0.001)).toMatchObject({
      taken: false,
      sentence: expect.stringContaining('too long'),
    })
  })
})

describe('what is taken keeps its content and loses what it told on the side', () => {
  test('a photo loses place, device and owner, and says so', async () => {
    const before = await files.photo({ telling: true })
    expect((await sharp(before).metadata()).exif?.toString('latin1')).toContain('Secretphone')
    const answer = await taken('jpg', before)
    const kept = await readFile(answer.path)
    const about = await sharp(kept).metadata()
    expect([about.exif, about.xmp, about.iptc]).toEqual([undefined, undefined, undefined])
    expect(kept.toString('latin1')).not.toMatch(/Secretphone|Mark-Nine|Owner Name|GPSLat|Exif/)
    expect(answer.removed).toBe('The place and the details of the device were taken out of the file.')
    expect(await sharp(await readFile(answer.thumbnail!)).metadata()).toMatchObject({ format: 'webp', width: 64 })
  })
  test('a photo taken sideways is stored upright', async () => {
    expect(await taken('jpeg', await files.photo({ orientation: 6 }))).toMatchObject({ width: 48, height: 64 })
  })
  test('a very wide photo is scaled to 4096 pixels, its thumbnail to 480', async () => {
    const answer = await taken('jpg', await files.photo({ width: 6000, height: 300 }))
    expect(answer).toMatchObject({ width: 4096, height: 205, mediaType: 'image/jpeg' })
    expect(await sharp(answer.thumbnail!).metadata()).toMatchObject({ width: 480 })
  })
  test.each(['png', 'webp', 'gif', 'avif'] as const)('a %s is drawn anew', async (format) => {
    const bytes = await sharp(await files.photo())
      .toFormat(format)
      .toBuffer()
    expect(await taken(format, bytes)).toMatchObject({
      mediaType: format === 'png' ? 'image/png' : 'image/webp',
      width: 64,
    })
  })
  test.each([
    ['mp4', 'isom'],
    ['mov', 'qt  '],
  ] as const)('a %s loses its place and keeps its length', async (extension, brand) => {
    const before = files.film(brand)
    expect(before.toString('latin1').match(/\+37\.7750/g)).toHaveLength(2)
    const answer = await taken(extension, before)
    const kept = await readFile(answer.path)
    expect(kept.length).toBe(before.length)
    expect(kept.toString('latin1')).not.toMatch(/37\.7750|Harbor|Secretphone/)
    expect(answer.removed).toContain('place')
  })
  test.each([
    ['docx', files.docx({ 'docProps/core.xml': new TextEncoder().encode('<dc:creator>Ada Person</dc:creator>') })],
    ['pdf', Buffer.concat([files.pdf, Buffer.from('5 0 obj<</Author (Ada Person)>>endobj')])],
  ] as const)('whoever brings a %s that names its author is told so', async (extension, bytes) => {
    expect((await taken(extension, bytes)).removed).toContain('still says who wrote it')
  })
  test('a film of an action camera loses the track that writes its place, and keeps its pictures', async () => {
    const before = files.actionFilm()
    expect(before.toString('latin1').match(/37\.7750/g)).toHaveLength(3)
    const answer = await taken('mp4', before)
    const kept = await readFile(answer.path)
    expect(kept.length).toBe(before.length)
    expect(kept.toString('latin1')).not.toMatch(/37\.7750|trak/)
    expect(kept.includes(Buffer.alloc(40, 5))).toBe(true)
    expect(answer.removed).toContain('place')
  })
  test.each([
    ['pdf', files.pdf],
    ['docx', files.docx()],
    ['txt', Buffer.from('Grüße, 3 < 4\n')],
    ['vtt', Buffer.from('WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n')],
  ] as const)('a %s passes as it is', async (extension, bytes) => {
    expect(await taken(extension, bytes)).toMatchObject({
      changed: false,
      mediaType: findTypeByExtension(extension)!.mediaType,
    })
  })
})

import { describe, expect, test } from 'vitest'
import { bytesOfPart, partCount, sizeInWords } from '#domain/evidence/evidence-limits.ts'
import {
  acceptedFiles,
  declaresType,
  findTypeByExtension,
  refusedTypeSentence,
} from '#domain/evidence/evidence-types.ts'
import { cleanFileName, contentDisposition, extensionOf, titleFromFileName } from '#domain/evidence/file-name.ts'
import { officeObstacle, type ZipEntry } from '#domain/evidence/office-file.ts'

describe('names of files are shown and never trusted', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\gate.jpg', 'gate.jpg'],
    ['photo\r\nSet-Cookie: a=b.jpg', 'photoSet-Cookie: a=b.jpg'],
    ['annual\u202egpj.exe', 'annualgpj.exe'],
    ['...', 'file'],
    ['', 'file'],
    ['nul\u0000l.png', 'null.png'],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean)
  })
  test('a very long name keeps its extension', () => {
    const clean = cleanFileName(`${'x'.repeat(400)}.jpeg`)
    expect(clean).toHaveLength(150)
    expect(extensionOf(clean)).toBe('jpeg')
  })
  test.each([
    'a;b.png',
    'say "hi".png',
    "it's 100%.png",
    'Prüfung für Zoë.png',
    '学校.png',
    'back\\slash".png',
    'x\r\ny.png',
  ])('the header for %j cannot be broken out of, and keeps the name', (name) => {
    const header = contentDisposition(name, false)
    expect(header).toMatch(/^attachment; filename="[^"\\;%\r\n]*"; filename\*=UTF-8''[A-Za-z0-9%._~$&+^`|#-]*$/)
    expect(decodeURIComponent(header.split("UTF-8''")[1]!)).toBe(cleanFileName(name))
  })
  test('a name that a camera made up is no title', () => {
    expect(
      ['IMG_2041.jpg', 'DSC00012.JPG', 'PXL_20270301_101530.jpg', 'Screenshot 2027-03-01 at 10.15.30.png'].map(
        titleFromFileName,
      ),
    ).toEqual(['', '', '', ''])
    expect(titleFromFileName('gate_at_pick-up.jpg')).toBe('gate at pick-up')
  })
})

describe('what may come', () => {
  test.each(['svg', 'html', 'xml', 'exe', 'js', 'zip', 'heic', 'docm', 'php', ''])(
    '%j is refused with a sentence that helps',
    (extension) => {
      expect(findTypeByExtension(extension)).toBeUndefined()
      expect(refusedTypeSentence(extension)).toMatch(/bring/i)
    },
  )
  test('a declared type must be a name of the type; nothing declared claims nothing', () => {
    const jpg = findTypeByExtension('jpg')!
    expect(
      ['image/jpeg', 'image/jpg', '', 'application/octet-stream', 'IMAGE/JPEG; q=1'].every((one) =>
        declaresType(jpg, one),
      ),
    ).toBe(true)
    expect(['text/html', 'image/png'].some((one) => declaresType(jpg, one))).toBe(false)
  })
  test('the picker asks for JPEG, so that an iPhone converts', () => {
    expect(acceptedFiles).toContain('image/jpeg')
    expect(acceptedFiles).not.toMatch(/image\/\*|heic/)
  })
})

describe('parts of an upload', () => {
  test('add up to the whole', () => {
    for (const [total, size] of [
      [1, 5],
      [5, 5],
      [6, 5],
      [11, 5],
    ] as const) {
      const parts = Array.from({ length: partCount(total, size) }, (_, n) => bytesOfPart(total, size, n + 1))
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total)
      expect(parts.every((part) => part > 0)).toBe(true)
    }
    expect(bytesOfPart(10, 5, 3)).toBe(0)
  })
  test('sizes read as people say them', () => {
    expect([900, 2048, 3.4 * 1024 ** 2, 25 * 1024 ** 2, 1024 ** 3].map(sizeInWords)).toEqual([
      '900 bytes',
      '2 KB',
      '3.4 MB',
      '25 MB',
      '1 GB',
    ])
  })
})

describe('an office file is refused by its directory', () => {
  const part: ZipEntry = {
    name: 'word/a.xml',
    method: 8,
    encrypted: false,
    symbolicLink: false,
    packed: 100,
    unpacked: 1000,
    offset: 0,
  }
  test.each<[string, ZipEntry[]]>([
    ['too many parts', Array.from({ length: 10_001 }, (_, n) => ({ ...part, name: `${n}` }))],
    [
      'half a gigabyte in all',
      Array.from({ length: 51 }, (_, n) => ({ ...part, name: `${n}`, packed: 2 ** 20, unpacked: 10 * 2 ** 20 })),
    ],
    ['a hundredfold', [{ ...part, packed: 20_000, unpacked: 2_100_000 }]],
    ['a password', [{ ...part, encrypted: true }]],
    ['a symbolic link', [{ ...part, symbolicLink: true }]],
    ['the same name twice', [part, { ...part, name: 'WORD/a.xml' }]],
    ['an absolute path', [{ ...part, name: '/etc/passwd' }]],
    ['a path upwards', [{ ...part, name: 'word/../../x' }]],
    ['a file inside', [{ ...part, name: 'ppt/embeddings/sheet.xlsx' }]],
  ])('%s', (_name, entries) => {
    expect(officeObstacle(entries)).toMatch(/PDF|password/)
  })
  test('and passes when it is in order', () => {
    expect(officeObstacle([part, { ...part, name: 'word/b.xml' }])).toBeUndefined()
  })
})

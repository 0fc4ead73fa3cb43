import { describe, expect, it } from 'vitest'
import { readCertificateName, runsRightToLeft } from '#domain/certificate/certificate-name.ts'
import { certificateNumber } from '#domain/certificate/certificate-number.ts'

describe('the name on a certificate', () => {
  it.each([
    'Thu Hà Brannigan',
    'Noor Castañeda-Holt',
    'Sukarno',
    'محمد العربي',
    '山田太郎',
    'O’Malley ŵ',
    'Jae-won Petrakis',
  ])('is kept as its holder typed it: %s', (name) =>
    expect(readCertificateName(`  ${name.replace(' ', '  ')} `)).toEqual({ name: name.normalize('NFC') }),
  )

  it('composes letters that arrive in pieces', () => {
    expect(readCertificateName('Å'.normalize('NFD')).name).toBe('Å')
  })

  it.each([
    ['', 'Type the name'],
    ['   ', 'Type the name'],
    ['A\nB', 'cannot be printed'],
    ['A\u202eB', 'cannot be printed'],
    ['12345', 'at least one letter'],
    ['x'.repeat(81), 'at most 80'],
  ])('refuses %j and says what to change', (typed, words) => {
    expect(readCertificateName(typed).refusal).toContain(words)
  })

  it('counts characters as a reader does', () => {
    expect(readCertificateName('क्षि'.repeat(40)).name).toBeDefined()
  })

  it('knows which names run from right to left', () => {
    expect(['ابن سينا', 'דוד', 'David'].map(runsRightToLeft)).toEqual([true, true, false])
  })
})

it('numbers certificates by award and year', () => {
  expect(certificateNumber('associate', 2027, 123)).toBe('A-2027-000123')
  expect(certificateNumber('master', 2027, 1)).toBe('M-2027-000001')
})

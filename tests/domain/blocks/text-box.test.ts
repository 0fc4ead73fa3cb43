import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balanceText, shorten, textWidth, wrapText } from '#domain/blocks/text-box.ts'

const texts = fc.oneof(
  fc.lorem({ maxCount: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.constantFrom('Sprachtherapeutinnenverband', '保護者の声 を聞く', 'لا نعرف بعد', ''),
)
const widths = fc.integer({ min: 60, max: 700 })
const letters = (text: string) => text.replace(/\s+/g, '')

describe('text in a box', () => {
  it('never makes a line wider than the box, but for a single letter', () => {
    fc.assert(
      fc.property(texts, widths, (text, width) => {
        for (const line of wrapText(text, width, 25))
          expect(textWidth(line, 25) <= width || [...line].length === 1).toBe(true)
      }),
    )
  })

  it('loses no letter and keeps their order', () => {
    fc.assert(
      fc.property(texts, widths, (text, width) => {
        expect(letters(wrapText(text, width, 25).join(''))).toBe(letters(text))
      }),
    )
  })

  it('evens lines out without adding one', () => {
    fc.assert(
      fc.property(texts, widths, (text, width) => {
        const balanced = balanceText(text, width, 25)
        expect(balanced.length).toBe(wrapText(text, width, 25).length)
        expect(letters(balanced.join(''))).toBe(letters(text))
      }),
    )
  })

  it('shortens to a length, at a word where it can', () => {
    expect(shorten('Fights at pick-up near the gate', 20)).toBe('Fights at pick-up…')
    fc.assert(fc.property(texts, fc.integer({ min: 5, max: 60 }), (text, most) => shorten(text, most).length <= most))
  })
})

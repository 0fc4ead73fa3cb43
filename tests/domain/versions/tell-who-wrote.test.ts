import { describe, expect, it } from 'vitest'
import { tellWhoWrote } from '#domain/versions/tell-who-wrote.ts'

const noor = { id: 'n', name: 'Noor' }
const dev = { id: 'd', name: 'Dev' }

describe('Telling who wrote a passage', () => {
  it('names everybody, then each run of words; blanks and long runs are no matter', () => {
    expect(tellWhoWrote([], [])).toBe('Nobody has written here yet.')
    expect(tellWhoWrote([{ text: 'The bus was late.', person: noor }], [noor])).toBe(
      '“The bus was late.”: written by Noor.',
    )
    const runs = [
      { text: 'What happened?', person: null },
      { text: ' ', person: dev },
      { text: 'x'.repeat(100), person: noor },
    ]
    expect(tellWhoWrote(runs, [dev, noor])).toBe(
      `Written by Dev, Noor and the template.\n“What happened?”: the template\n“${'x'.repeat(69)}…”: Noor`,
    )
  })

  it('gives each word to whoever wrote most of its letters', () => {
    const runs = [
      { text: 'We saw i', person: dev },
      { text: 't', person: noor },
      { text: ' again t', person: dev },
      { text: 'here.', person: noor },
    ]
    expect(tellWhoWrote(runs, [dev, noor])).toBe('Written by Dev and Noor.\n“We saw it again”: Dev\n“there.”: Noor')
  })

  it('stops after so many runs, and says that there is more', () => {
    const runs = Array.from({ length: 40 }, (_, n) => ({ text: `word${n} `, person: n % 2 ? noor : dev }))
    const lines = tellWhoWrote(runs, [dev, noor]).split('\n')
    expect(lines).toHaveLength(22)
    expect(lines.at(-1)).toBe('…')
  })
})

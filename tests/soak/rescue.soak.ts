import { it } from 'vitest'
import { playRescues } from '#tests/support/rescue-fuzz.ts'
import { seedOfRun } from '#tests/support/seeded.ts'
import { minutes, report } from './report.ts'

it('nothing typed disappears, however long three people do anything at all to a page', () => {
  const first = seedOfRun()
  const until = Date.now() + minutes(10) * 60_000
  const all = { stories: 0, rescues: 0, needless: 0 }
  for (let seed = first; Date.now() < until; seed++) {
    const { rescues, needless } = playRescues({ runs: 100, length: 200, long: true, seed })
    all.stories += 100
    all.rescues += rescues
    all.needless += needless
    if ((seed - first) % 20 === 19) report('rescue', { seed, ...all })
  }
})

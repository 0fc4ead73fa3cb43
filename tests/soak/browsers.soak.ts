import { expect, it } from 'vitest'
import { saved } from '#tests/e2e/support/writing-alone.ts'
import { writtenTeam } from '#tests/e2e/support/written-team.ts'
import { RestlessPage } from '#tests/support/restless-page.ts'
import { seeded, seedOfRun } from '#tests/support/seeded.ts'
import { minutes, report } from './report.ts'

const actsAStory = 60
/** Chinese letters: twenty thousand that nothing else on the page uses. */
const firstLetter = 0x4e00

it('three people in real browsers lose nothing, whatever they and their lines do', async () => {
  const first = seedOfRun()
  const until = Date.now() + minutes(10) * 60_000
  const team = await writtenTeam()
  const all = { stories: 0, letters: 0, rescued: 0, twiceUntold: 0 }
  for (let seed = first; Date.now() < until; seed++) {
    const random = seeded(seed)
    let letters = 0
    const nextLetter = () => String.fromCodePoint(firstLetter + letters++)
    const paragraph = (id: string, text: string) => ({
      type: 'paragraph',
      attrs: { id, kind: 'p' },
      content: [{ type: 'text', text }],
    })
    const entry = await team.entry([paragraph('a', 'one two'), paragraph('b', 'three four'), paragraph('c', 'five')])
    const people: RestlessPage[] = []
    for (const memberId of team.memberIds) {
      const one = new RestlessPage(memberId, await team.pageOf(memberId), random, nextLetter)
      await one.open(`${team.address}/entries/${entry.id}`)
      people.push(one)
    }
    for (let act = 0; act < actsAStory; act++) await people[random.below(people.length)]!.act()
    for (const one of people) await one.mend()
    for (const one of people) await saved(one.page)
    await expect.poll(async () => new Set(await Promise.all(people.map((one) => one.words()))).size).toBe(1)
    const words = await people[0]!.words()
    const rows = await team.app.context.db
      .selectFrom('document_rescue')
      .where('documentId', '=', entry.documentId)
      .select(['kind', 'text'])
      .execute()
    const laidAside = rows.map(({ text }) => text).join('')
    const typed = people.flatMap((one) => one.typed)
    const missing = typed.filter((letter) => !words.includes(letter) && !laidAside.includes(letter))
    const told = rows.map(({ kind, text }) => (kind === 'doubled' ? text : '')).join('')
    // Two who cut and paste parts of one line, apart from each other, both have them afterwards: counted, not forbidden.
    all.twiceUntold += typed.filter((letter) => words.split(letter).length > 2 && !told.includes(letter)).length
    all.stories++
    all.letters += typed.length
    all.rescued += typed.filter((letter) => !words.includes(letter)).length
    report('browsers', { seed, ...all, missing })
    const story = people.map(({ name, done, typed }) => ({ name, done, typed: typed.join('') }))
    expect(missing, JSON.stringify({ story, words, rows })).toEqual([])
    for (const one of people) await one.page.context().close()
  }
  await team.close()
})

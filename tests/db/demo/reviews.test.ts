import { expect, test } from 'vitest'
import { makeEntries } from '#db/demo/load-entries.ts'
import { placeOf, readReviews } from '#db/demo/read-reviews.ts'
import { readWorld } from '#db/demo/read-world.ts'
import { groundAnchor } from '#domain/review/quote.ts'

test('every quote of a reviewer or mentor stands in the page that it names', () => {
  const world = readWorld()
  const entries = makeEntries(world)
  let places = 0
  for (const team of world.teams) {
    const pages = entries.filter((entry) => entry.team === team.key)
    const { submissions = [], notes = [] } = readReviews(team.key)
    const quotes = [
      ...notes.map((note) => [note.entry, note.quote] as const),
      ...submissions.flatMap((submission) =>
        (submission.reviews ?? []).flatMap((review) => [
          ...Object.values(review.scores ?? {}).map(([, , page, quote]) => [page, quote] as const),
          ...(review.notes ?? []).map(([page, quote]) => [page, quote] as const),
        ]),
      ),
    ]
    for (const [key, quote] of quotes) {
      const place = placeOf(pages, key, quote)
      const page = pages.find((one) => one.id === place.entryId)!
      expect(groundAnchor(page.content, place)).not.toHaveProperty('problem')
      places++
    }
  }
  expect(places).toBeGreaterThan(150)
})

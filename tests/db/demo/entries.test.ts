import { describe, expect, test } from 'vitest'
import { makeEntries } from '#db/demo/load-entries.ts'
import { readWorld } from '#db/demo/read-world.ts'
import { checkTool } from '#domain/blocks/check-tool.ts'
import { contentProblem } from '#domain/portfolio/check-page.ts'
import { pagePlainText } from '#domain/portfolio/page-text.ts'

const world = readWorld()
const entries = makeEntries(world)

describe('every page of the demo', () => {
  test.each(entries.map((entry) => [`${entry.team}/${entry.key}`, entry] as const))(
    '%s is a page that an editor takes',
    (_, entry) => {
      expect(contentProblem(entry.content)).toBeUndefined()
      for (const tool of Object.values(entry.content.blocks)) expect(checkTool(tool)).toEqual([])
    },
  )

  test('is written by members of its own team, and a personal one by its author alone', () => {
    for (const entry of entries) {
      const members = world.membersOf(entry.team).map((person) => person.id)
      for (const row of entry.history.log) expect(members).toContain(row.personId)
      if (entry.authorId)
        expect(new Set(entry.history.log.map((row) => row.personId))).toEqual(new Set([entry.authorId]))
      expect(entry.section === '11').toBe(entry.authorId !== null)
      expect(entry.history.endedAt < '2027-03-03T17:00:00.000Z').toBe(true)
    }
  })
})

test('two teams are complete: every section from the front door to each of us, in twelve to twenty pages', () => {
  for (const team of ['oak-shade', 'threads']) {
    const pages = entries.filter((entry) => entry.team === team)
    expect(pages.length).toBeGreaterThanOrEqual(12)
    expect(pages.length).toBeLessThanOrEqual(20)
    for (let section = 0; section <= 11; section++) expect(pages.map((page) => page.section)).toContain(String(section))
    const personal = pages.filter((page) => page.section === '11')
    expect(personal.map((page) => page.authorId).sort()).toEqual(
      world
        .membersOf(team)
        .map((person) => person.id)
        .sort(),
    )
    const front = pages.find((page) => page.section === '0')!
    expect(pagePlainText(front.content).split(/\s+/).length).toBeLessThanOrEqual(150)
  }
})

test('at least three pages were written by four people or more at the same time', () => {
  const together = entries.filter((entry) => entry.together)
  const authors = (entry: (typeof entries)[number]) =>
    new Set(entry.history.log.slice(0, 12).map((row) => row.personId)).size
  expect(together.filter((entry) => authors(entry) >= 4).length).toBeGreaterThanOrEqual(3)
})

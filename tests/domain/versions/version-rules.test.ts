import { describe, expect, it } from 'vitest'
import { isVersionDue, versionsToDrop } from '#domain/versions/version-rules.ts'

const at = (minute: number) => new Date(Date.UTC(2027, 2, 3, 12, minute)).toISOString()

describe('Versions that are kept by themselves', () => {
  it('are due after ten minutes of writing, or half an hour of rest', () => {
    expect(isVersionDue({ since: at(0), writtenAt: at(9), now: at(9) })).toBe(false)
    expect(isVersionDue({ since: at(0), writtenAt: at(10), now: at(10) })).toBe(true)
    expect(isVersionDue({ since: at(0), writtenAt: at(1), now: at(30) })).toBe(false)
    expect(isVersionDue({ since: at(0), writtenAt: at(1), now: at(31) })).toBe(true)
  })

  it('thin out: all of the last day, then the last of each day, after a month the last of each week', () => {
    const hour = 60
    const versions = Array.from({ length: 90 * 4 }, (_, n) => ({ id: String(n), createdAt: at(-n * 6 * hour) }))
    const dropped = new Set(versionsToDrop(versions, at(0)))
    const kept = versions.filter(({ id }) => !dropped.has(id))
    const days = (from: number, to: number) =>
      kept.filter(({ createdAt }) => {
        const age = (Date.parse(at(0)) - Date.parse(createdAt)) / 86_400_000
        return age >= from && age < to
      }).length
    expect(days(0, 1)).toBe(4)
    expect(days(1, 30)).toBe(30)
    expect(days(30, 90)).toBeGreaterThanOrEqual(9)
    expect(days(30, 90)).toBeLessThanOrEqual(10)
    expect(versionsToDrop(kept, at(0))).toEqual([])
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ConfigurationProblems, readConfig, settings, unknownSettings } from '#server/config.ts'

it('.env.example names every setting with its default, and nothing else', () => {
  const lines = settings.map(
    ({ name, about, fallback }) => `# ${about}${fallback ? ` (default: ${fallback})` : ''}\n#${name}=`,
  )
  expect(readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8')).toBe(`${lines.join('\n')}\n`)
})

it('every bad value is told in one line of its own', () => {
  const read = () =>
    readConfig({
      PORT: 'many',
      APP_URL: 'ftp://x',
      FIELDFOLIO_CLOCK: 'noon',
      NODE_ENV: 'production',
      DATABASE_URL: 'mysql://x',
    })
  expect(read).toThrow(ConfigurationProblems)
  try {
    read()
  } catch (error) {
    expect((error as ConfigurationProblems).problems.map((line) => line.split(' ')[0])).toEqual([
      'PORT',
      'APP_URL',
      'DATABASE_URL',
      'FIELDFOLIO_CLOCK',
      'FIELDFOLIO_SECRET',
    ])
  }
})

it('an unknown FIELDFOLIO_ name warns with the nearest known one', () => {
  expect(unknownSettings({ FIELDFOLIO_DEMOO: 'on', FIELDFOLIO_DEMO: 'on' })).toEqual([
    'FIELDFOLIO_DEMOO is not a setting; did you mean FIELDFOLIO_DEMO?',
  ])
})

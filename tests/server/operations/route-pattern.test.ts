import { expect, it } from 'vitest'
import { ownPattern, routePatterns } from '#server/http/route-pattern.ts'

const patternOf = routePatterns({
  root: { id: 'root' },
  index: { id: 'index', parentId: 'root' },
  entry: { id: 'entry', parentId: 'root', path: 'entries/:entryId' },
  about: { id: 'about', parentId: 'root', path: 'entries/:entryId/about' },
  drafts: { id: 'drafts', parentId: 'root', path: 'entries/drafts' },
  portfolio: { id: 'portfolio', parentId: 'root', path: 'portfolios/:portfolioId' },
  contents: { id: 'contents', parentId: 'portfolio' },
  evidence: { id: 'evidence', parentId: 'portfolio', path: 'evidence' },
  json: { id: 'json', parentId: 'root', path: 'api/openapi.json' },
  rest: { id: 'rest', parentId: 'root', path: '*' },
})

it.each([
  ['/', '/'],
  ['/entries/e4k2', '/entries/:entryId'],
  ['/entries/e4k2/', '/entries/:entryId'],
  ['/entries/e4k2.data', '/entries/:entryId'],
  ['/_root.data', '/'],
  ['/entries/drafts', '/entries/drafts'],
  ['/entries/e4k2/about', '/entries/:entryId/about'],
  ['/portfolios/p1', '/portfolios/:portfolioId'],
  ['/portfolios/p1/evidence', '/portfolios/:portfolioId/evidence'],
  ['/api/openapi.json', '/api/openapi.json'],
  ['/api/openapixjson', '*'],
  ['/entries/e4k2/about/me', '*'],
  ['/some/secret-token', '*'],
])('the page at %s is counted as %s', (path, pattern) => {
  expect(patternOf(path)).toBe(pattern)
})

it.each([
  ['/healthz', '/healthz'],
  ['/uploads/signed/with/secrets', '/uploads/*'],
  ['/evidence/e1/file', '/evidence/:evidenceId/file'],
  ['/evidence/e1', '*'],
])('beside the pages, %s is counted as %s', (path, pattern) => {
  expect(ownPattern(path)).toBe(pattern)
})

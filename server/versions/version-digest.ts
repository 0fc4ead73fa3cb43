import { createHash } from 'node:crypto'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { canonicalJson } from '#domain/submission/manifest.ts'

/** The same content is the same digest, whoever wrote which attribute first. */
export function contentDigest(content: EntryContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex')
}

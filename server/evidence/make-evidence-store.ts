import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { EvidenceStore } from './evidence-store.ts'
import { FolderEvidenceStore } from './folder-store.ts'
import { S3EvidenceStore } from './s3-store.ts'

/** The store that the configuration asks for: a folder beside the database, or a bucket. */
export function makeEvidenceStore(config: Pick<Config, 's3' | 'dataDir' | 'secret'>): EvidenceStore {
  if (config.s3) return new S3EvidenceStore(config.s3)
  // A key of its own: what is signed here can never pass for something else that the secret signs.
  const secret = createHmac('sha256', config.secret).update('evidence parts').digest('hex')
  return new FolderEvidenceStore({ folder: join(config.dataDir, 'evidence'), secret })
}

import { buffer } from 'node:stream/consumers'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { Config } from '../../config.ts'
import type { EvidenceStore } from '../../evidence/evidence-store.ts'
import { makeEvidenceStore } from '../../evidence/make-evidence-store.ts'
import { newId } from '../../new-id.ts'
import { checkSmtp } from '../../notifications/check-smtp.ts'
import { care, clockFinding, type Finding, notAsked, reasonOf, well } from './finding.ts'

const word = new TextEncoder().encode('a word of the doctor')

/** A piece of evidence goes in, comes back the same, and is taken away. */
export async function examineEvidence(config: Pick<Config, 's3' | 'dataDir' | 'secret'>): Promise<Finding[]> {
  const store = makeEvidenceStore(config)
  const where = config.s3 ? `bucket ${config.s3.bucket}` : 'the data directory'
  const key = newId()
  try {
    const findings = store.kind === 's3' ? await putAsBrowsersDo(store, key) : []
    if (store.kind === 'folder') await store.put(key, word, 'text/plain')
    const back = await buffer((await store.read(key)) as unknown as NodeReadableStream)
    if (!back.equals(word)) throw new Error('what came back is not what was put')
    return [well('Evidence', `${where} keeps and gives back`), ...findings]
  } catch (error) {
    const next = config.s3 ? 'Check EVIDENCE_S3_…, and the rights of the key.' : 'Look at the folder evidence in it.'
    return [care('Evidence', `${where} failed (${reasonOf(error)}). ${next}`)]
  } finally {
    await store.remove(key).catch(() => {})
  }
}

/** One part, sent to a signed address from outside. */
async function putAsBrowsersDo(store: EvidenceStore, key: string): Promise<Finding[]> {
  const { multipartId } = await store.begin(key, 'text/plain')
  try {
    const answer = await fetch(await store.partUrl(key, multipartId, 1, word.length), { method: 'PUT', body: word })
    const etag = answer.headers.get('etag')?.replaceAll('"', '')
    if (!answer.ok || !etag) throw new Error(`a part was answered with ${answer.status}`)
    await store.complete(key, multipartId, [{ part: 1, etag }])
    const there = Date.parse(answer.headers.get('date') ?? '')
    return Number.isNaN(there) ? [] : clockFinding('Evidence', (there - Date.now()) / 1000)
  } catch (error) {
    await store.abort(key, multipartId).catch(() => {})
    throw error
  }
}

/** Whether the mail server lets us in; nothing is sent. */
export async function examineMail({ smtpUrl }: Pick<Config, 'smtpUrl'>): Promise<Finding[]> {
  if (!smtpUrl) return [notAsked('Mail', 'no SMTP_URL: messages are kept for staff to read')]
  const { host, protocol } = new URL(smtpUrl)
  try {
    await checkSmtp(smtpUrl)
  } catch (error) {
    return [care('Mail', `${host} does not let us in (${reasonOf(error)}). Check SMTP_URL.`)]
  }
  return [well('Mail', `${host} lets us in${protocol === 'smtps:' ? ', encrypted' : ''}`)]
}

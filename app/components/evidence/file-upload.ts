/**
 * One file on its way from this browser to the store: cut into parts, each sent to an address of its own, tried again
 * when the line breaks, and taken up where it stopped. No React in here.
 */
export type UploadWords = {
  title?: string
  siteElementId?: string
  takenOn?: string
  declaration?: string
}
export type UploadStatus = 'waiting' | 'sending' | 'checking' | 'ready' | 'refused' | 'interrupted' | 'cancelled'
export type UploadState = {
  key: number
  name: string
  size: number
  status: UploadStatus
  sent: number
  /** What to say about it: a refusal, what was taken out, why it stopped. */
  message: string
  evidenceId: string | undefined
}

type Begun = { evidenceId: string; partSize: number; parts: number; first: string }
class Told extends Error {
  readonly final: boolean
  constructor(message: string, final: boolean) {
    super(message)
    this.final = final
  }
}

const attempts = 4
const offline = 'The connection was lost. What was sent is kept; try again when you are back.'

export class FileUpload {
  state: UploadState
  readonly #file: File
  readonly #portfolioId: string
  readonly #words: UploadWords
  readonly #changed: () => void
  readonly #done = new Map<number, string>()
  #begun: Begun | undefined
  #request: XMLHttpRequest | undefined

  constructor(key: number, file: File, portfolioId: string, words: UploadWords, changed: () => void) {
    this.state = {
      key,
      name: file.name,
      size: file.size,
      status: 'waiting',
      sent: 0,
      message: '',
      evidenceId: undefined,
    }
    this.#file = file
    this.#portfolioId = portfolioId
    this.#words = words
    this.#changed = changed
  }

  /** Goes as far as it can; never throws. Run it again after `interrupted`. */
  async run(): Promise<void> {
    this.#set({ status: 'sending', message: '' })
    try {
      this.#begun ??= await this.#begin()
      const { evidenceId, parts } = this.#begun
      this.#set({ evidenceId })
      for (let part = 1; part <= parts; part += 1) {
        if (this.#isCancelled()) return
        if (!this.#done.has(part)) await this.#sendPart(part)
      }
      if (this.#isCancelled()) return
      this.#set({ status: 'checking', sent: this.#file.size })
      await this.#finish(evidenceId)
    } catch (error) {
      if (this.#isCancelled()) return
      const told = error instanceof Told ? error : new Told(offline, false)
      this.#set({ status: told.final ? 'refused' : 'interrupted', message: told.message })
    }
  }

  async cancel(): Promise<void> {
    this.#set({ status: 'cancelled', message: 'Cancelled.' })
    this.#request?.abort()
    if (this.#begun) await ask(`/evidence/${this.#begun.evidenceId}/upload`, { act: 'cancel' }).catch(() => {})
  }

  #begin(): Promise<Begun> {
    const { name, type, size } = this.#file
    const body = { fileName: name, mediaType: type, size, ...this.#words }
    return ask<Begun>(`/portfolios/${this.#portfolioId}/evidence/uploads`, body)
  }

  async #sendPart(part: number): Promise<void> {
    const { evidenceId, partSize, first } = this.#begun!
    const start = (part - 1) * partSize
    const bytes = this.#file.slice(start, start + partSize)
    for (let attempt = 1; ; attempt += 1) {
      try {
        const fresh = part === 1 && attempt === 1 && this.state.message === '' && this.#done.size === 0
        const url = fresh
          ? first
          : (await ask<{ url: string }>(`/evidence/${evidenceId}/upload`, { act: 'address', part })).url
        this.#done.set(part, await this.#put(url, bytes, start))
        return
      } catch (error) {
        if (this.#isCancelled() || (error instanceof Told && error.final) || attempt === attempts) throw error
        await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt))
      }
    }
  }

  #put(url: string, bytes: Blob, start: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      this.#request = request
      request.upload.onprogress = ({ loaded }) => this.#set({ sent: start + loaded })
      request.onload = () => {
        const etag = request.getResponseHeader('ETag')
        if (request.status === 200 && etag) resolve(etag.replaceAll('"', ''))
        else reject(new Told(messageIn(request.responseText) ?? offline, request.status === 413))
      }
      request.onerror = () => reject(new Told(offline, false))
      request.onabort = () => reject(new Told('Cancelled.', true))
      request.open('PUT', url)
      request.send(bytes)
    })
  }

  async #finish(evidenceId: string): Promise<void> {
    const parts = [...this.#done].sort(([a], [b]) => a - b).map(([part, etag]) => ({ part, etag }))
    type Finished = { state: string; removed: string | null }
    for (let turn = 0; ; turn += 1) {
      const now = await ask<Finished>(`/evidence/${evidenceId}/upload`, { act: 'complete', parts })
      if (now.state === 'ready') return this.#set({ status: 'ready', message: now.removed ?? '' })
      if (now.state !== 'processing' || turn > 60)
        throw new Told('The file could not be checked. Open its page to see why.', true)
      await new Promise((resolve) => setTimeout(resolve, 2000))
    }
  }

  #isCancelled(): boolean {
    return this.state.status === 'cancelled'
  }

  #set(change: Partial<UploadState>): void {
    this.state = { ...this.state, ...change }
    this.#changed()
  }
}

/** Posts JSON to our own server. A refusal of ours is final unless it is about the moment. */
async function ask<T>(url: string, body: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => {
    throw new Told(offline, false)
  })
  if (answer.ok) return (await answer.json()) as T
  const passing = answer.status === 400 || answer.status === 429 || answer.status >= 500
  throw new Told(messageIn(await answer.text()) ?? offline, !passing)
}

function messageIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { message?: string } }).error?.message
  } catch {
    return undefined
  }
}

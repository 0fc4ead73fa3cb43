/** Where evidence bytes live: a folder on disk or any S3. Keys are random ids, never text from a person. */
export interface EvidenceStore {
  readonly kind: 'folder' | 's3'
  /** Opens a multipart upload. */
  begin(key: string, mediaType: string): Promise<{ multipartId: string }>
  /** An address the browser PUTs one part to, valid for ten minutes. Parts count from 1. */
  partUrl(key: string, multipartId: string, part: number): Promise<string>
  complete(key: string, multipartId: string, parts: { part: number; etag: string }[]): Promise<void>
  abort(key: string, multipartId: string): Promise<void>
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** Bytes of an object or of a range of it; `end` is inclusive. */
  read(key: string, range?: { start: number; end?: number }): Promise<ReadableStream<Uint8Array>>
  size(key: string): Promise<number | undefined>
  remove(key: string): Promise<void>
}

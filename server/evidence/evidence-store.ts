/** Where evidence bytes live: a folder on disk or any S3. Keys are random ids, never text from a person. */
export interface EvidenceStore {
  readonly kind: 'folder' | 's3'
  /** Opens a multipart upload. */
  begin(key: string, mediaType: string): Promise<{ multipartId: string }>
  /** An address the browser PUTs one part of exactly `size` bytes to, valid for ten minutes. Parts count from 1. */
  partUrl(key: string, multipartId: string, part: number, size: number): Promise<string>
  complete(key: string, multipartId: string, parts: { part: number; etag: string }[]): Promise<void>
  /** Frees what an unfinished upload holds; parts that come later are refused. */
  abort(key: string, multipartId: string): Promise<void>
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** Stores a file of this machine, however large. */
  putFile(key: string, path: string, mediaType: string): Promise<void>
  /** Bytes of an object or of a range of it; `end` is inclusive. Rejects when there is no such object. */
  read(key: string, range?: { start: number; end?: number }): Promise<ReadableStream<Uint8Array>>
  size(key: string): Promise<number | undefined>
  remove(key: string): Promise<void>
  /** Makes the store ready for use (folders, the bucket's cross-origin rule); called once at the start. */
  prepare(origin: string): Promise<void>
  /** Only where our own server takes the bytes: one part, PUT to an address of `partUrl`. */
  receivePart?(address: URL, body: AsyncIterable<Uint8Array>, announced: number | undefined): Promise<{ etag: string }>
}

/**
 * Evidence in any S3. The browser sends its parts straight to the bucket by presigned addresses; readers get bytes
 * through our own server, which asks for their right each time. The bucket stays private.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { bytesOfPart, evidenceLimits, partCount } from '#domain/evidence/evidence-limits.ts'
import { Refusal } from '../errors.ts'
import type { EvidenceStore } from './evidence-store.ts'

export type S3Options = {
  endpoint?: string | undefined
  bucket: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  forcePathStyle: boolean
}

export class S3EvidenceStore implements EvidenceStore {
  readonly kind = 's3'
  readonly #client: S3Client
  readonly #bucket: string

  constructor({ endpoint, bucket, region, accessKeyId, secretAccessKey, forcePathStyle }: S3Options) {
    this.#bucket = bucket
    this.#client = new S3Client({
      ...(endpoint ? { endpoint } : {}),
      region,
      forcePathStyle,
      credentials: { accessKeyId, secretAccessKey },
      // Otherwise a presigned address carries the checksum of an empty body, and several servers refuse the real one.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
  }

  async prepare(origin: string): Promise<void> {
    const rule = {
      AllowedOrigins: [origin],
      AllowedMethods: ['PUT'],
      AllowedHeaders: ['*'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 3600,
    }
    await this.#client.send(
      new PutBucketCorsCommand({ Bucket: this.#bucket, CORSConfiguration: { CORSRules: [rule] } }),
    )
  }

  async begin(key: string, mediaType: string): Promise<{ multipartId: string }> {
    const { UploadId } = await this.#client.send(
      new CreateMultipartUploadCommand({ ...this.#at(key), ContentType: mediaType }),
    )
    if (!UploadId) throw new Error('the store opened no upload')
    return { multipartId: UploadId }
  }

  /** The length is signed too: a body of any other size is refused by the store itself. */
  partUrl(key: string, multipartId: string, part: number, size: number): Promise<string> {
    const command = new UploadPartCommand({
      ...this.#at(key),
      UploadId: multipartId,
      PartNumber: part,
      ContentLength: size,
    })
    return getSignedUrl(this.#client, command, {
      expiresIn: evidenceLimits.partSeconds,
      signableHeaders: new Set(['host', 'content-length']),
    })
  }

  /** Some servers answer without an ETag and some with 200 before they are done: the object itself is asked. */
  async complete(key: string, multipartId: string, parts: { part: number; etag: string }[]): Promise<void> {
    try {
      await this.#client.send(
        new CompleteMultipartUploadCommand({
          ...this.#at(key),
          UploadId: multipartId,
          MultipartUpload: { Parts: parts.map(({ part, etag }) => ({ PartNumber: part, ETag: etag })) },
        }),
      )
    } catch (error) {
      const name = (error as Error).name
      if (['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall', 'MalformedXML', 'InvalidRequest'].includes(name)) {
        throw new Refusal('malformed', 'A part has not arrived or was damaged on its way. Press “Try again”.')
      }
      if (name === 'NoSuchUpload' && (await this.size(key)) === undefined) {
        throw new Refusal('changed-meanwhile', 'This upload was finished or cancelled already.')
      }
      if (name !== 'NoSuchUpload') throw error
    }
    if ((await this.size(key)) === undefined) throw new Error('the store lost a completed upload')
  }

  async abort(key: string, multipartId: string): Promise<void> {
    try {
      await this.#client.send(new AbortMultipartUploadCommand({ ...this.#at(key), UploadId: multipartId }))
    } catch (error) {
      if ((error as Error).name !== 'NoSuchUpload') throw error
    }
  }

  async put(key: string, bytes: Uint8Array, mediaType: string): Promise<void> {
    await this.#client.send(new PutObjectCommand({ ...this.#at(key), Body: bytes, ContentType: mediaType }))
  }

  async putFile(key: string, path: string, mediaType: string): Promise<void> {
    const { size } = await stat(path)
    const partSize = evidenceLimits.largePartBytes
    if (size <= partSize) {
      const Body = createReadStream(path)
      await this.#client.send(
        new PutObjectCommand({ ...this.#at(key), Body, ContentLength: size, ContentType: mediaType }),
      )
      return
    }
    const { multipartId } = await this.begin(key, mediaType)
    try {
      const parts: { part: number; etag: string }[] = []
      for (let part = 1; part <= partCount(size, partSize); part += 1) {
        const start = (part - 1) * partSize
        const length = bytesOfPart(size, partSize, part)
        const { ETag } = await this.#client.send(
          new UploadPartCommand({
            ...this.#at(key),
            UploadId: multipartId,
            PartNumber: part,
            Body: createReadStream(path, { start, end: start + length - 1 }),
            ContentLength: length,
          }),
        )
        parts.push({ part, etag: ETag ?? '' })
      }
      await this.complete(key, multipartId, parts)
    } catch (error) {
      await this.abort(key, multipartId)
      throw error
    }
  }

  async read(key: string, range?: { start: number; end?: number }): Promise<ReadableStream<Uint8Array>> {
    const { Body } = await this.#client.send(
      new GetObjectCommand({
        ...this.#at(key),
        ...(range ? { Range: `bytes=${range.start}-${range.end ?? ''}` } : {}),
      }),
    )
    if (!Body) throw new Error('the store sent no bytes')
    return Body.transformToWebStream() as ReadableStream<Uint8Array>
  }

  async size(key: string): Promise<number | undefined> {
    try {
      return (await this.#client.send(new HeadObjectCommand(this.#at(key)))).ContentLength
    } catch (error) {
      if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404) return undefined
      throw error
    }
  }

  async remove(key: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(key)))
  }

  #at(key: string) {
    return { Bucket: this.#bucket, Key: key }
  }
}

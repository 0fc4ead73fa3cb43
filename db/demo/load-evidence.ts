import { createHash } from 'node:crypto'
import { type ConsentState, consentAfterDeclaration, type Declaration } from '#domain/evidence/consent.ts'
import type { EvidenceKind } from '#domain/evidence/evidence-types.ts'
import { bulkInsert } from './bulk-insert.ts'
import { demoId } from './demo-id.ts'
import type { Rows } from './demo-needs.ts'
import { instantOf } from './demo-time.ts'
import type { LoadedEntry } from './load-entries.ts'
import { drawPicture } from './pictures/draw.ts'
import { evidenceId } from './read-entry.ts'
import { namesIn, readYaml } from './read-files.ts'
import { portfolioId, siteElementId, type World } from './read-world.ts'
import { bellSound, onePagePdf } from './small-files.ts'

type WrittenEvidence = {
  key: string
  kind: EvidenceKind
  scene?: string
  title: string
  alt?: string
  description?: string
  note?: string
  link?: string
  on: string
  by: string
  /** Which element of the team's site, from 0. */
  where?: number
  declaration?: Declaration
  consent?: ConsentState
  consentNote?: string
  cover?: boolean
}

type Kept = {
  fileName: string | null
  mediaType: string | null
  size: number
  sha256: string | null
  storageKey: string | null
  thumbnailKey: string | null
  width: number
  height: number
}

export async function loadEvidence({ transaction, needs }: Rows, world: World, entries: LoadedEntry[]): Promise<void> {
  for (const team of world.teams) {
    if (namesIn(`teams/${team.key}`, 'evidence.yaml').length === 0) continue
    const pieces = readYaml<WrittenEvidence[]>(`teams/${team.key}/evidence.yaml`)
    const kept = await Promise.all(pieces.map((piece) => keepFile(needs.putEvidence, team.key, piece)))
    await bulkInsert(
      transaction,
      'evidence',
      pieces.map((piece, index) => {
        const declaration = piece.declaration ?? 'none'
        return {
          ...kept[index]!,
          id: evidenceId(team.key, piece.key),
          portfolioId: portfolioId(team.key),
          kind: piece.kind,
          title: piece.title,
          description: piece.description ?? '',
          altText: piece.alt ?? '',
          link: piece.link ?? null,
          note: piece.note ?? null,
          siteElementId: piece.where === undefined ? null : siteElementId(team.site, piece.where),
          takenOn: piece.on,
          capturedById: world.member(team.key, piece.by).id,
          declaration,
          consentState: piece.consent ?? consentAfterDeclaration(declaration, 'not-needed'),
          consentNote: piece.consentNote ?? null,
          state: 'ready' as const,
          refusal: null,
          removed: null,
          createdAt: instantOf(piece.on, '16:30'),
          archivedAt: null,
        }
      }),
    )
    const cover = pieces.find((piece) => piece.cover)
    if (cover)
      await transaction
        .updateTable('portfolio')
        .set({ coverEvidenceId: evidenceId(team.key, cover.key) })
        .where('id', '=', portfolioId(team.key))
        .execute()
  }
  await bulkInsert(
    transaction,
    'entry_evidence',
    entries.flatMap((entry) => entry.evidenceIds.map((id) => ({ entryId: entry.id, evidenceId: id }))),
  )
}

const nothingKept: Kept = {
  fileName: null,
  mediaType: null,
  size: 0,
  sha256: null,
  storageKey: null,
  thumbnailKey: null,
  width: 0,
  height: 0,
}

async function keepFile(put: Rows['needs']['putEvidence'], team: string, piece: WrittenEvidence): Promise<Kept> {
  const path = `${team}/${piece.key}`
  const keep = async (bytes: Uint8Array, mediaType: string, ending: string): Promise<Kept> => {
    const storageKey = demoId(`file/${path}`)
    await put(storageKey, bytes, mediaType)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { ...nothingKept, fileName: `${piece.key}.${ending}`, mediaType, size: bytes.length, sha256, storageKey }
  }
  if (piece.kind === 'photo') {
    const drawn = await drawPicture(piece.scene ?? 'hills', path)
    const thumbnailKey = demoId(`thumbnail/${path}`)
    await put(thumbnailKey, drawn.thumbnail, 'image/webp')
    const { width, height } = drawn
    return { ...(await keep(drawn.picture, 'image/jpeg', 'jpg')), thumbnailKey, width, height }
  }
  if (piece.kind === 'audio') return keep(bellSound(), 'audio/wav', 'wav')
  if (piece.kind === 'document') return keep(onePagePdf(piece.title, piece.description ?? ''), 'application/pdf', 'pdf')
  return nothingKept
}

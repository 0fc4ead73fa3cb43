import { findStory, listTeamPlaces } from '#db/queries/stories.ts'
import { listEvidenceByIds, listRoster, listSubmissionEntries } from '#db/queries/submissions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { renderToolFigure } from '#domain/blocks/registry.ts'
import { type EvidenceFacts, evidenceView } from '#domain/evidence/evidence-view.ts'
import type { EntryContent } from '#domain/portfolio/page-schema.ts'
import { evidenceInContent } from '#domain/portfolio/page-text.ts'
import { renderPage } from '#domain/portfolio/render-page.ts'
import type { Template } from '#domain/programme/edition.ts'
import type { AppContext } from '../context.ts'
import { notFound } from '../errors.ts'

export type StoryEntry = {
  id: string
  title: string
  section: string
  sectionTitle: string
  html: string
  chosen: boolean
}
export type StoryView = {
  portfolioId: string
  teamId: string
  teamName: string
  theme: string | null
  programmeName: string
  places: { site: string; district: string }[]
  members: string[]
  cover: { url: string; altText: string } | undefined
  publishedAt: string | null
  entries: StoryEntry[]
  mayPublish: boolean
}

/** What may be seen outside: nothing in which a child could be recognised, and no piece whose consent was withdrawn. */
const mayLeaveTheHouse = (one: { declaration: string; consentState: string; state: string }) =>
  one.declaration === 'none' && one.consentState === 'not-needed' && one.state === 'ready'

export const storyPicture = (portfolioId: string, evidenceId: string) =>
  `/stories/${portfolioId}/pictures/${evidenceId}`

/** The public story: the pages of the released snapshot that the team chose; for members also the others, to choose from. */
export async function readStory(
  context: Pick<AppContext, 'db' | 'clock'>,
  actor: Actor,
  portfolioId: string,
): Promise<StoryView> {
  const row = await findStory(context.db, portfolioId)
  if (!row?.submissionId) throw notFound('story')
  const subject = {
    kind: 'story' as const,
    state: row.publishedAt ? 'published' : 'private',
    teamId: row.teamId,
    cohortId: row.cohortId,
  }
  if (!can(actor, 'read', subject)) throw notFound('story')
  const mayPublish = can(actor, 'publish', { ...subject, kind: 'portfolio', state: row.state })
  const chosen = new Set(JSON.parse(row.storyEntries ?? '[]') as string[])
  const template = JSON.parse(row.template) as Template
  const all = await listSubmissionEntries(context.db, row.submissionId)
  const entries = all.filter((entry) => chosen.has(entry.entryId) || mayPublish)
  const contents = entries.map((entry) => JSON.parse(entry.content) as EntryContent)
  const ids = new Set([...contents.flatMap(evidenceInContent), ...(row.coverEvidenceId ? [row.coverEvidenceId] : [])])
  const evidence = await listEvidenceByIds(context.db, [...ids])
  const views = new Map(
    evidence.map((one) => {
      const view = evidenceView(one as EvidenceFacts, { seesPending: false })
      const url = mayLeaveTheHouse(one) && one.thumbnailKey ? storyPicture(portfolioId, one.id) : null
      return [
        one.id,
        { ...view, fileUrl: url, thumbnailUrl: url, note: null, state: url ? view.state : ('withheld' as const) },
      ]
    }),
  )
  const place = new Map(template.sections.map((section, n) => [section.key as string, { n, title: section.title }]))
  const cover = row.coverEvidenceId ? views.get(row.coverEvidenceId) : undefined
  return {
    portfolioId,
    teamId: row.teamId,
    teamName: row.teamName,
    theme: row.theme,
    programmeName: row.programmeName,
    places: await listTeamPlaces(context.db, row.teamId),
    members: (await listRoster(context.db, row.teamId, context.clock.today('UTC'))).map((one) => one.name),
    cover: cover?.fileUrl ? { url: cover.fileUrl, altText: cover.altText } : undefined,
    publishedAt: row.publishedAt,
    mayPublish,
    entries: entries
      .map((entry, n) => ({
        id: entry.entryId,
        title: entry.title,
        section: entry.section,
        sectionTitle: place.get(entry.section)?.title ?? '',
        html: renderPage(contents[n]!, { evidence: views, renderTool: renderToolFigure }),
        chosen: chosen.has(entry.entryId),
      }))
      .sort((a, b) => (place.get(a.section)?.n ?? 99) - (place.get(b.section)?.n ?? 99)),
  }
}

/** The bytes of a picture in a published story. @throws not-found for anything else */
export async function readStoryPicture(
  context: Pick<AppContext, 'db' | 'clock' | 'evidenceStore'>,
  actor: Actor,
  input: { portfolioId: string; evidenceId: string },
): Promise<{ body: ReadableStream<Uint8Array>; mediaType: string }> {
  const story = await readStory(context, actor, input.portfolioId)
  const address = storyPicture(input.portfolioId, input.evidenceId)
  const shown = story.cover?.url === address || story.entries.some((entry) => entry.html.includes(address))
  const [one] = shown ? await listEvidenceByIds(context.db, [input.evidenceId]) : []
  if (!one?.storageKey || !mayLeaveTheHouse(one) || !one.mediaType?.startsWith('image/')) throw notFound('picture')
  return { body: await context.evidenceStore.read(one.storageKey), mediaType: one.mediaType }
}

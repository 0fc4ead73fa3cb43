/** Notes of mentors and coaches on a living draft, each at the place where its words stand now. */
import { listDraftAnnotations } from '#db/queries/annotations.ts'
import { type Actor, relationsOf } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { type Followed, followAnchor } from '#domain/review/follow-anchor.ts'
import { blockText, diagramParts } from '#domain/review/quote.ts'
import { readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { type Note, notesOf } from './notes.ts'

/** `blockId`, `start` and `end` are where it stands now; `quote` is what stood there when it was written. */
export type DraftNote = Note & { standing: Followed['standing'] }
export type DraftNotes = {
  entryId: string
  notes: DraftNote[]
  /** Blocks that a note can hang on, for whoever writes one. */
  blocks: { blockId: string; partId: string | null; words: string }[]
  mayWrite: boolean
  mayAnswer: boolean
  isMember: boolean
  selfId: string
}

export async function readDraftNotes(
  context: Pick<AppContext, 'db' | 'rooms'>,
  actor: Actor,
  entryId: string,
): Promise<DraftNotes> {
  const entry = await readableEntry(context.db, actor, entryId)
  const relations = relationsOf(actor, entry)
  const mayWrite = can(actor, 'annotate', { ...entry, kind: 'portfolio' })
  const mayAnswer = relations.has('member') || mayWrite
  const content = await context.rooms.contentOf(entry.documentId)
  const notes = mayAnswer ? await notesOf(context.db, await listDraftAnnotations(context.db, entryId)) : []
  return {
    entryId,
    notes: placed(content, notes),
    blocks: mayWrite ? blocksOf(content) : [],
    mayWrite,
    mayAnswer,
    isMember: relations.has('member'),
    selfId: actor.kind === 'person' ? actor.personId : '',
  }
}

/** In the order in which they were written; those whose words are no longer on the page come last. */
function placed(content: EntryContent, notes: Note[]): DraftNote[] {
  const found = notes.map((note): DraftNote => {
    if (note.blockId === null) return { ...note, standing: 'gone' }
    return { ...note, ...followAnchor(content, { ...note, blockId: note.blockId }) }
  })
  return [
    ...found.filter(({ standing }) => standing !== 'gone'),
    ...found.filter(({ standing }) => standing === 'gone'),
  ]
}

/** Every passage, picture and diagram of a page, and behind each diagram its parts. */
function blocksOf(content: EntryContent): DraftNotes['blocks'] {
  const found: DraftNotes['blocks'] = []
  const parts = diagramParts(content)
  const add = (blockId: string, partId: string | null, words: string) =>
    found.push({ blockId, partId, words: words.length > 70 ? `${words.slice(0, 69)}…` : words })
  const walk = (node: PageNode): void => {
    const id = node.attrs?.id
    const leaf = node.type === 'paragraph' || node.type === 'image' || node.type === 'thinkingTool'
    if (leaf && typeof id === 'string') {
      const words = node.type === 'paragraph' ? blockText(node).trim() : node.type === 'image' ? 'Picture' : 'Diagram'
      if (words) add(id, null, words)
      for (const part of parts[id] ?? []) add(id, part.id, `In the diagram: ${part.words}`)
    }
    node.content?.forEach(walk)
  }
  walk(content.page)
  return found
}

/** Notes of mentors and coaches on a living draft, each with whether its words still stand there. */
import { listDraftAnnotations } from '#db/queries/annotations.ts'
import { type Actor, relationsOf } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import type { EntryContent, PageNode } from '#domain/portfolio/page-schema.ts'
import { blockText, diagramParts, findBlock, groundAnchor } from '#domain/review/quote.ts'
import { readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { type Note, notesOf } from './notes.ts'

export type DraftNote = Note & { stillThere: boolean }
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
    notes: notes.map((note) => ({ ...note, stillThere: stillThere(content, note) })),
    blocks: mayWrite ? blocksOf(content) : [],
    mayWrite,
    mayAnswer,
    isMember: relations.has('member'),
    selfId: actor.kind === 'person' ? actor.personId : '',
  }
}

/** A note is lost when its block is gone or its words were changed; it stays in the margin with its quote. */
function stillThere(content: EntryContent, note: Note): boolean {
  if (note.blockId === null) return false
  const ground = groundAnchor(content, { ...note, blockId: note.blockId })
  if ('quote' in ground) return ground.quote.slice(0, 2000) === note.quote
  const block = findBlock(content.page, note.blockId)
  return block !== undefined && note.partId === null && blockText(block).includes(note.quote)
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

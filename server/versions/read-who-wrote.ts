import { listNames } from '#db/queries/decisions.ts'
import type { Actor } from '#domain/access/actor.ts'
import { can } from '#domain/access/can.ts'
import { tellWhoWrote } from '#domain/versions/tell-who-wrote.ts'
import { writtenRuns } from '#domain/versions/who-wrote.ts'
import { readableEntry } from '../access/load-subject.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'

export type WhoWrote = {
  block: string
  /** The words in order, each run with who wrote it; `null` is the template. */
  runs: { text: string; person: { id: string; name: string } | null }[]
  /** Everybody who wrote in it, by name: presence, never an amount. */
  people: { id: string; name: string }[]
  /** The same as sentences, a line each. */
  words: string
}

/** Who wrote the words of one block, for those who write and accompany the draft now. */
export async function readWhoWrote(
  context: Pick<AppContext, 'db' | 'rooms'>,
  actor: Actor,
  input: { entryId: string; block: string },
): Promise<WhoWrote> {
  const entry = await readableEntry(context.db, actor, input.entryId)
  if (!can(actor, 'read-contributions', entry)) {
    throw new Refusal('not-allowed', 'The team and those who accompany it see who wrote which words. Ask one of them.')
  }
  if (input.block === '')
    throw new Refusal('malformed', 'Put the cursor into a passage, or select some of its words, then ask.')
  const found = await context.rooms.read(entry.documentId, (document, owners) =>
    writtenRuns(document, input.block)?.map(({ text, client }) => ({ text, personId: owners.get(client) ?? null })),
  )
  if (!found) {
    throw new Refusal('not-found', 'That passage is not on the page any more. Put the cursor into another, then ask.')
  }
  const names = await listNames(context.db, [...new Set(found.flatMap(({ personId }) => personId ?? []))])
  const runs: WhoWrote['runs'] = []
  for (const { text, personId } of found) {
    const last = runs.at(-1)
    if (last && (last.person?.id ?? null) === personId) last.text += text
    else runs.push({ text, person: personId ? { id: personId, name: names.get(personId) ?? 'Somebody' } : null })
  }
  const people = [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name))
  return { block: input.block, runs, people, words: tellWhoWrote(runs, people) }
}

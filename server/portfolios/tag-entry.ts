import { changeEntry, replaceTags } from '#db/queries/entries.ts'
import { touchPortfolio } from '#db/queries/portfolios.ts'
import type { Actor } from '#domain/access/actor.ts'
import { tagObstacles } from '#domain/portfolio/tags.ts'
import { recordAudit } from '../audit/record-audit.ts'
import type { AppContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { writableEntry } from './writable-entry.ts'

export type TagInput = {
  entryId: string
  facets: string[]
  mandala: string[]
  /** Each goal with the sentence that says how the page touches it. */
  goals: { number: string; sentence: string }[]
}

/** Replaces an entry's tags with these. */
export async function tagEntry(
  context: Pick<AppContext, 'db' | 'clock' | 'newId'>,
  actor: Actor,
  input: TagInput,
): Promise<void> {
  const entry = await writableEntry(context.db, actor, input.entryId)
  const fields = tagObstacles(input)
  const [first] = Object.values(fields)
  if (first) throw new Refusal('not-ready', first, { fields })
  const entryId = entry.entryId
  const tags = [
    ...[...new Set(input.facets)].map((value) => ({ entryId, kind: 'facet', value, sentence: null })),
    ...[...new Set(input.mandala)].map((value) => ({ entryId, kind: 'mandala', value, sentence: null })),
    ...input.goals.map((goal) => ({
      entryId,
      kind: 'goal',
      value: String(Number(goal.number)),
      sentence: goal.sentence.trim(),
    })),
  ]
  const at = context.clock.iso()
  await context.db.transaction().execute(async (transaction) => {
    await touchPortfolio(transaction, entry.portfolioId, at)
    await replaceTags(transaction, entryId, tags)
    await changeEntry(transaction, entryId, { touchedAt: at })
    await recordAudit(transaction, context, actor, {
      action: 'tag-entry',
      subjectKind: 'entry',
      subjectId: entryId,
      detail: { tags: tags.map((tag) => `${tag.kind}:${tag.value}`) },
    })
  })
}

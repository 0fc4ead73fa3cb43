/**
 * The one access rule: who may do what with which subject in which state. Pages ask it what to offer, commands ask it
 * what to do, and a generated test walks the whole table through real HTTP and sockets.
 */
import { accessTable } from './access-table.ts'
import { type Actor, type Place, relationsOf } from './actor.ts'

export type SubjectKind = keyof typeof accessTable
export type Action<K extends SubjectKind = SubjectKind> = keyof (typeof accessTable)[K] & string
/** A subject as access sees it: what it is, its state, and the ids that relations hang on. */
export type Subject<K extends SubjectKind = SubjectKind> = Place & { kind: K; state: string }

export type Cell = true | readonly string[]

/** @returns whether the actor may do the action to the subject now. Unknown pairs are refused. */
export function can<K extends SubjectKind>(actor: Actor, action: Action<K>, subject: Subject<K>): boolean {
  const row = (accessTable[subject.kind] as Record<string, Partial<Record<string, Cell>>>)[action]
  if (!row) return false
  const relations = relationsOf(actor, subject)
  // Who has left the team keeps the credit for their own page, not the pen, also where they come back as somebody else.
  if (subject.kind === 'personal-entry' && action !== 'read' && relations.has('self') && !relations.has('member')) {
    relations.delete('self')
  }
  for (const relation of relations) {
    const cell = row[relation]
    if (cell === true || cell?.includes(subject.state)) return true
  }
  return false
}

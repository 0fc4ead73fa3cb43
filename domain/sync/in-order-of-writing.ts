/** The pieces of an update so that each comes after those that it hangs on: an update lists its Yjs clients one by one. */
import * as Y from 'yjs'

export function inOrderOfWriting(items: readonly Y.Item[]): readonly Y.Item[] {
  const byClient = new Map<number, { own: Y.Item[]; at: number }>()
  for (const item of items) {
    const one = byClient.get(item.id.client)
    if (one) one.own.push(item)
    else byClient.set(item.id.client, { own: [item], at: 0 })
  }
  if (byClient.size < 2) return items
  const ordered: Y.Item[] = []
  for (const client of byClient.keys()) {
    /** Whose turn it is, up to which clock; whoever is below waits for that. */
    const turns = [{ client, until: Number.POSITIVE_INFINITY }]
    const open = new Set([client])
    for (let turn = turns.at(-1); turn; turn = turns.at(-1)) {
      const one = byClient.get(turn.client)!
      const item = one.own[one.at]
      if (!item || item.id.clock > turn.until) {
        open.delete(turn.client)
        turns.pop()
        continue
      }
      const before = hangsOn(item).find((id) => {
        const other = open.has(id.client) ? undefined : byClient.get(id.client)
        const first = other?.own[other.at]
        return first !== undefined && first.id.clock <= id.clock
      })
      if (before) {
        turns.push({ client: before.client, until: before.clock })
        open.add(before.client)
      } else {
        ordered.push(item)
        one.at++
      }
    }
  }
  return ordered
}

function hangsOn({ origin, rightOrigin, parent }: Y.Item): Y.ID[] {
  return [origin, rightOrigin, parent as unknown].filter((id) => id instanceof Y.ID)
}

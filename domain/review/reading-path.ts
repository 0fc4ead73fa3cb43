/** The 45-minute path through a snapshot: which entries to read first when the evening is short. */

export type PathEntry = { entryId: string; section: string; title: string; wordCount: number; hasTool: boolean }
export type PathStop = PathEntry & { minutes: number; because: string }

const wordsPerMinute = 200
const minutesOfATool = 3
/** The sections that most criteria look at, in the order in which they are best read. */
const order = ['0', '4', '5', '7', '8', '1', '6', '10', '11', '2', '3', '9', 'MA', 'MB', 'MC', 'MD', 'ME', 'MF']
const because: Record<string, string> = {
  '0': 'the whole in five sentences',
  '1': 'how the team works as a field',
  '4': 'how they see the system',
  '5': 'whom they heard',
  '6': 'practice and reactivity',
  '7': 'what they tried and changed',
  '8': 'what shifted, and what did not',
  '10': 'what carries on',
  '11': 'each member in their own words',
}

/** Reading time of one entry in whole minutes, at least one. */
export const minutesToRead = (entry: Pick<PathEntry, 'wordCount' | 'hasTool'>): number =>
  Math.max(1, Math.ceil(entry.wordCount / wordsPerMinute) + (entry.hasTool ? minutesOfATool : 0))

/** @returns stops in reading order that together take at most `minutes`; the first is always kept. */
export function readingPath(entries: PathEntry[], minutes = 45): PathStop[] {
  const rank = (section: string) => (order.includes(section) ? order.indexOf(section) : order.length)
  const stops: PathStop[] = []
  let left = minutes
  for (const entry of [...entries].sort((a, b) => rank(a.section) - rank(b.section))) {
    const needed = minutesToRead(entry)
    if (stops.length > 0 && needed > left) continue
    left -= needed
    stops.push({ ...entry, minutes: needed, because: because[entry.section] ?? 'more of the story' })
  }
  return stops
}

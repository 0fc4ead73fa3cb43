import type { Awareness } from 'y-protocols/awareness'
import { hash32, personColours } from '#domain/sync/person-colour.ts'

export type Colleague = { personId: string; name: string }

/** The others who have this entry open, each person once, by name. */
export function colleaguesOf(awareness: Awareness, selfId: string): Colleague[] {
  const found = new Map<string, Colleague>()
  for (const [clientId, state] of awareness.getStates()) {
    const user = (state as { user?: { id?: unknown; personId?: unknown; name?: unknown } }).user
    if (clientId === awareness.clientID || typeof user?.name !== 'string') continue
    const personId = String(user.id ?? user.personId ?? clientId)
    if (personId !== selfId) found.set(personId, { personId, name: user.name.slice(0, 100) })
  }
  return [...found.values()].sort((one, other) => one.name.localeCompare(other.name))
}

/** "Ambrose and Ximena are here too." */
export function hereWords(colleagues: Colleague[]): string {
  const names = colleagues.map((colleague) => colleague.name)
  if (names.length === 0) return 'Nobody else is here now.'
  if (names.length === 1) return `${names[0]} is here too.`
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are here too.`
}

/** Which of the caret colours is a person's; the style sheet knows them by number. */
export function caretTone(personId: string): number {
  return (hash32(personId) % personColours.length) + 1
}

/**
 * Says who came and who left to those who listen, at most once in ten seconds: the last word counts.
 * @returns what to call with each new sentence, and how to stop.
 */
export function calmly(say: (sentence: string) => void, every = 10_000, now: () => number = Date.now) {
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    tell(sentence: string) {
      clearTimeout(timer)
      const wait = last + every - now()
      const speak = () => {
        last = now()
        say(sentence)
      }
      if (wait <= 0) speak()
      else timer = setTimeout(speak, wait)
    },
    stop: () => clearTimeout(timer),
  }
}

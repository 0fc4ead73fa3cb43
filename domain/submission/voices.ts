/**
 * How a team decides to submit: somebody proposes, each member agrees, or a day passes in which nobody objects. Silence
 * is consent only after the whole day; an objection holds until who raised it agrees.
 */
export const silentHours = 24

export type Voice = { personId: string; says: 'agree' | 'object'; note: string | null; at: string }
export type Agreement =
  | { settled: true; how: 'everybody-agreed' | 'nobody-objected' }
  | { settled: false; waitingFor: string[]; objections: Voice[]; silentUntil: string }

/** @param members ids of today's members; voices of others no longer count. */
export function agreementOf(proposedAt: string, members: string[], voices: Voice[], now: string): Agreement {
  const counted = voices.filter((voice) => members.includes(voice.personId))
  const objections = counted.filter((voice) => voice.says === 'object')
  const agreed = new Set(counted.filter((voice) => voice.says === 'agree').map((voice) => voice.personId))
  const waitingFor = members.filter((id) => !agreed.has(id))
  if (waitingFor.length === 0) return { settled: true, how: 'everybody-agreed' }
  const silentUntil = new Date(Date.parse(proposedAt) + silentHours * 3_600_000).toISOString()
  if (objections.length === 0 && now >= silentUntil) return { settled: true, how: 'nobody-objected' }
  return { settled: false, waitingFor, objections, silentUntil }
}

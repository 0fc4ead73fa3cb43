import { setTimeout as pause } from 'node:timers/promises'

/** Presses a key again and again, as quickly as somebody types, until it is told to stop. */
export function handsThat(press: () => void): { typed: number; stop: () => Promise<void> } {
  let typing = true
  const hands = {
    typed: 0,
    stop: () => {
      typing = false
      return ended
    },
  }
  const ended = (async () => {
    while (typing) {
      press()
      hands.typed++
      await pause(20)
    }
  })()
  return hands
}

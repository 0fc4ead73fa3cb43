import { setTimeout as pause } from 'node:timers/promises'

/** Presses a key again and again, every so many milliseconds, until it is told to stop. */
export function handsThat(press: () => void, every = 20): { typed: number; stop: () => Promise<void> } {
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
      await pause(every)
    }
  })()
  return hands
}

type Writer = { flush: () => void }

let waiting: Writer[] = []

/** At the end of this turn everybody who has something to write does so, once. */
export function writeSoon(writer: Writer): void {
  waiting.push(writer)
  if (waiting.length === 1) queueMicrotask(flushAll)
}

function flushAll(): void {
  const writers = waiting
  waiting = []
  for (const writer of writers) writer.flush()
}

/** Checks of files are heavy: two run at a time for one store, the others wait their turn. */
const most = 2
const queues = new WeakMap<object, { running: number; waiting: (() => void)[] }>()

/** @param owner what lives as long as the queue should */
export async function inTurn<T>(owner: object, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(owner) ?? { running: 0, waiting: [] }
  queues.set(owner, queue)
  if (queue.running >= most) await new Promise<void>((go) => queue.waiting.push(go))
  else queue.running += 1
  try {
    return await work()
  } finally {
    const next = queue.waiting.shift()
    if (next) next()
    else queue.running -= 1
  }
}

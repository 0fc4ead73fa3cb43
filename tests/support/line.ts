/** A line between two programs that a test can cut: it hands bytes on, keeps silent, or resets everybody. */
import { connect, createServer, type Socket } from 'node:net'

export type Line = {
  port: number
  /** Where new connections go from now on; those that stand are reset. */
  lead: (port: number) => void
  /** Nothing passes, and nobody is told: bytes wait, new connections are taken and not answered. */
  silence: () => void
  /** Everybody who is connected is reset. */
  reset: () => void
  /** Nobody gets in and nobody stays. */
  cut: () => void
  /** It hands on again, also what waited. */
  mend: () => void
  /** It hands on again what is new; who was connected before hears nothing, ever. */
  forget: () => void
  close: () => Promise<void>
}

export async function makeLine(target: number): Promise<Line> {
  let to = target
  let mode: 'open' | 'silent' | 'cut' = 'open'
  const ends = new Set<Socket>()
  const unanswered: (() => void)[] = []
  const keep = (socket: Socket) => {
    ends.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => ends.delete(socket))
  }
  const join = (socket: Socket) => {
    if (socket.destroyed) return
    const far = connect(to, '127.0.0.1')
    keep(far)
    socket.on('close', () => far.destroy())
    far.on('close', () => socket.destroy())
    far.on('data', (data) => socket.write(data))
    socket.on('data', (data) => far.write(data))
    if (mode === 'silent') for (const end of [socket, far]) end.pause()
  }
  const server = createServer((socket) => {
    keep(socket)
    if (mode === 'cut') socket.resetAndDestroy()
    else if (mode === 'silent') unanswered.push(() => join(socket))
    else join(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const reset = () => {
    for (const end of ends) end.resetAndDestroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    lead(port) {
      to = port
      reset()
    },
    silence() {
      mode = 'silent'
      for (const end of ends) end.pause()
    },
    reset,
    cut() {
      mode = 'cut'
      reset()
    },
    mend() {
      mode = 'open'
      for (const begin of unanswered.splice(0)) begin()
      for (const end of ends) end.resume()
    },
    forget() {
      mode = 'open'
      unanswered.length = 0
    },
    async close() {
      mode = 'cut'
      reset()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

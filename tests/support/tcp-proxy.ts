/** A line between a client and the server that can fall silent without ending, as a lost mobile connection does. */
import { connect, createServer, type Socket } from 'node:net'

export async function tcpProxy(targetUrl: string) {
  const target = Number(new URL(targetUrl).port)
  const pairs = new Set<[Socket, Socket]>()
  let silent = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    pairs.add([near, far])
    near.on('data', (data) => silent || far.write(data))
    far.on('data', (data) => silent || near.write(data))
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => {})
      one.on('close', () => silent || other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    /** From now on nothing passes, in either direction, and nobody is told. */
    fallSilent() {
      silent = true
    },
    close() {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      server.close()
    },
  }
}

import pg from 'pg'

/** No question to the database takes so long: it does not answer, or is not there any more. */
const patience = 30_000
const saysNothing = 'Query read timeout'

/**
 * A connection that is given up when it does not answer. Where a network goes away without a word, the system tries for a
 * quarter of an hour to send what waits, and each question would hang behind the one before.
 */
export function impatientPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ query_timeout: patience, ...options })
  // A connection that the server closed: whoever asks it is told so, and the next query opens another.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    const query = client.query.bind(client) as (...words: unknown[]) => unknown
    const asked = (...words: unknown[]) => {
      const answer = query(...words)
      if (answer instanceof Promise) answer.catch((error: Error) => giveUp(client, error))
      return answer
    }
    Object.assign(client, { query: asked })
  })
  return pool
}

function giveUp(client: pg.PoolClient, { message }: Error): void {
  const { connection } = client as unknown as { connection: { stream: { destroy: () => void } } }
  if (message === saysNothing) connection.stream.destroy()
}

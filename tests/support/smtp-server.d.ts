/** The part of `smtp-server` (which brings no types) that the tests stand on. */
declare module 'smtp-server' {
  import type { Server } from 'node:net'
  import type { Readable } from 'node:stream'

  export class SMTPServer {
    server: Server
    constructor(options: {
      authOptional: boolean
      disabledCommands: string[]
      onData: (
        stream: Readable,
        session: { envelope: { rcptTo: { address: string }[] } },
        done: (error?: Error) => void,
      ) => void
    })
    listen(port: number, host: string, listening: () => void): void
    close(closed: () => void): void
  }
}

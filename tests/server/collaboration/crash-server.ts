/** A real server in a process of its own, to be killed: `node crash-server.ts`, settings in the environment. */
import { readConfig } from '#server/config.ts'
import { makeHttpServer } from '#server/http-server.ts'
import { makeContext } from '#server/make-context.ts'

const config = readConfig(process.env)
const context = await makeContext(config)
const server = await makeHttpServer(context)
await server.listen(config.port, '127.0.0.1')
process.stdout.write('ready\n')

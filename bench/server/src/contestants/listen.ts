import { once } from 'node:events'
import type { Server } from 'node:http'

/** Dials waiting to be accepted: a storm must not be slowed by the kernel turning some away. */
const BACKLOG = 4_096

/** Listens on a free port and says so as our server does. */
export async function listen(server: Server): Promise<void> {
  server.listen({ port: 0, host: '127.0.0.1', backlog: BACKLOG })
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The server listens on no port.')
  process.stdout.write(`listening on http://127.0.0.1:${address.port}\n`)
}

import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** COMMIT as it goes over the wire: a simple query. */
const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1')

/**
 * Where the next commit's connection is lost. `before`: it never reaches the server. `after`: it is done, and the
 * answer is lost. `half-open`: it never reaches the server, which does not notice that the client is gone.
 */
export type Cut = 'before' | 'after' | 'half-open'

export interface CommitProxy {
  readonly url: string
  /** Once; other connections go on. */
  cutNextCommit(cut: Cut): void
  close(): void
}

/** Stands between a client and Postgres. */
export async function startCommitProxy(url: string): Promise<CommitProxy> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  let next: Cut | undefined

  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname)
    let cut: Cut | undefined
    for (const socket of [client, server]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
    }
    client.on('data', (bytes) => {
      if (cut === undefined && next !== undefined && bytes.includes(COMMIT)) {
        cut = next
        next = undefined
        if (cut !== 'after') {
          client.destroy()
          if (cut === 'before') server.destroy()
          return
        }
      }
      server.write(bytes)
    })
    server.on('data', (bytes) => {
      if (cut === undefined) return client.write(bytes)
      if (bytes.includes('COMMIT\0')) client.destroy()
      return undefined
    })
    client.on('close', () => cut === 'half-open' || server.destroy())
    server.on('close', () => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  const own = new URL(url)
  own.port = String(typeof address === 'object' ? address?.port : '')

  return {
    url: own.href,
    cutNextCommit(cut) {
      next = cut
    },
    close() {
      proxy.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

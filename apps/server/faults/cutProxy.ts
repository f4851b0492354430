import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import * as v from 'valibot'

const HOST = '127.0.0.1'

/**
 * How the network goes. `drop`: both ends see the connection end, without a close frame. `reset`: both see it fail.
 * `black hole`: nothing passes any more and nobody is told.
 */
export type Cut = 'drop' | 'reset' | 'black hole'

/** The network between one client and the server. */
export interface CutProxy {
  readonly url: string
  cut(how: Cut): void
  /** Ends what lies in a black hole, and lets new connections through again. */
  heal(): void
  close(): Promise<void>
}

interface Pair {
  readonly client: Socket
  readonly server: Socket
}

export async function startCutProxy(target: string): Promise<CutProxy> {
  const { port, hostname } = new URL(target)
  const pairs = new Set<Pair>()
  let isBlackHole = false

  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname)
    const pair = { client, server }
    pairs.add(pair)
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('error', () => {})
      from.on('data', (bytes) => {
        // In a black hole what is on its way is gone, as far as the two ends can ever tell.
        if (!isBlackHole) to.write(bytes)
      })
      from.on('close', () => {
        if (!isBlackHole) to.destroy()
        if (to.destroyed) pairs.delete(pair)
      })
    }
  }).listen(0, HOST)
  await once(proxy, 'listening')
  const own = v.parse(v.object({ port: v.number() }), proxy.address())

  function end(pair: Pair, how: 'drop' | 'reset'): void {
    for (const socket of [pair.client, pair.server]) {
      if (how === 'reset') socket.resetAndDestroy()
      else socket.destroy()
    }
  }

  return {
    url: `http://${HOST}:${own.port}`,
    cut(how) {
      if (how === 'black hole') isBlackHole = true
      else for (const pair of pairs) end(pair, how)
    },
    heal() {
      for (const pair of pairs) end(pair, 'reset')
      isBlackHole = false
    },
    async close() {
      proxy.close()
      for (const pair of pairs) end(pair, 'drop')
      await once(proxy, 'close')
    },
  }
}

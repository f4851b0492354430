import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A network between the pages and the demo that can be cut. */
export interface Cutter {
  readonly port: number
  cut(): void
  mend(): void
  close(): void
}

/** Passes bytes on to a port of this machine. */
export async function startCutter(target: number): Promise<Cutter> {
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect(target, '127.0.0.1')
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  const breakAll = (): void => open.forEach((socket) => socket.destroy())
  return {
    port: address.port,
    cut: () => {
      isCut = true
      breakAll()
    },
    mend: () => {
      isCut = false
    },
    close: () => {
      server.close()
      breakAll()
    },
  }
}

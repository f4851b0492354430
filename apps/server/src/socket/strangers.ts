import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { readAddress } from '../address.ts'
import { createClientAddress } from './clientAddress.ts'

/** An address may be a whole clinic's: room for so many users' devices to come at once. */
const USERS_PER_ADDRESS = 200
const ADDRESSES = 5
const TOO_MANY = 'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

interface Options {
  readonly trustedProxies: readonly string[]
  readonly maxConnectionsPerUser: number
}

/** Connections that have not yet shown a good token. There are only so many of them, in all and from one address. */
export interface Strangers {
  /** A connection has come. One too many is cut off. */
  arrived(socket: Socket): void
  /** An upgrade has come. Whether there is room for it. */
  admit(request: IncomingMessage, stream: Duplex): boolean
  /** The connection has shown a good token. */
  recognise(stream: Duplex): void
}

export function createStrangers({ trustedProxies, maxConnectionsPerUser }: Options): Strangers {
  const client = createClientAddress(trustedProxies)
  const maxPerAddress = maxConnectionsPerUser * USERS_PER_ADDRESS
  const maxTotal = maxPerAddress * ADDRESSES
  const perAddress = new Map<string, number>()
  const addresses = new Map<Duplex, string>()

  function count(stream: Duplex, address: string): boolean {
    const others = perAddress.get(address) ?? 0
    if (others >= maxPerAddress || addresses.size >= maxTotal) return false
    perAddress.set(address, others + 1)
    addresses.set(stream, address)
    // It stays when the stranger is known: taking it away costs more than keeping it.
    stream.on('close', onClose)
    return true
  }

  function recognise(stream: Duplex): void {
    const address = addresses.get(stream)
    if (address === undefined) return
    addresses.delete(stream)
    const others = (perAddress.get(address) ?? 1) - 1
    if (others > 0) perAddress.set(address, others)
    else perAddress.delete(address)
  }

  function onClose(this: Duplex): void {
    recognise(this)
  }

  return {
    arrived(socket) {
      const address = readAddress(undefined, socket)
      // A proxy's connections are counted for whom they are, as soon as that is known.
      if (!client.isProxy(address) && !count(socket, address)) socket.end(TOO_MANY, () => socket.destroy())
    },
    admit: (request, stream) => addresses.has(stream) || count(stream, client.of(request)),
    recognise,
  }
}

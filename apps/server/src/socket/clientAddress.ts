import type { IncomingMessage } from 'node:http'
import proxyAddress from 'proxy-addr'
import { readAddress } from '../address.ts'

export interface ClientAddress {
  /** Whether the peer stands for others. */
  isProxy(address: string): boolean
  /** Where an upgrade comes from: what the proxies that are trusted say, or the peer itself. */
  of(request: IncomingMessage): string
}

export function createClientAddress(trustedProxies: readonly string[]): ClientAddress {
  const isTrusted = proxyAddress.compile([...trustedProxies])
  if (trustedProxies.length === 0) return { isProxy: () => false, of: ({ socket }) => readAddress(undefined, socket) }
  return {
    isProxy: (address) => isTrusted(address, 0),
    of: (request) => readAddress(proxyAddress(request, isTrusted), request.socket),
  }
}

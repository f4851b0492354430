import { isIP, type Socket } from 'node:net'

const MAPPED = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i

/** An address as it is logged and counted. What a proxy claims may be any text: without an address in it, the peer's own counts. */
export function readAddress(claimed: string | undefined, peer: Pick<Socket, 'remoteAddress'>): string {
  const address = claimed !== undefined && isIP(claimed) !== 0 ? claimed : (peer.remoteAddress ?? '')
  return address.replace(MAPPED, '')
}

import { encodeFrame, ERRORS, type Refusal } from '@mediconnect/protocol'
import type { Peer } from './memoryWebSocket.ts'

/** The `error` frame of a refusal. */
export function refusalFrame({ code, details, about }: Refusal, timestamp: string): string {
  return encodeFrame({ type: 'error', data: { code, message: ERRORS[code].message, details, timestamp, ...about } })
}

/** Refuses a socket before there is a session. */
export function refuseSocket(refusal: Refusal, peer: Peer, now: number): void {
  peer.send(refusalFrame(refusal, new Date(now).toISOString()))
  peer.close(ERRORS[refusal.code].closeCode)
}

/** The answer to an HTTP call that is refused. */
export function refusalResponse({ code, details, about }: Refusal): Response {
  const { message, httpStatus } = ERRORS[code]
  return Response.json({ code, message, details, retry_after: about.retry_after }, { status: httpStatus })
}

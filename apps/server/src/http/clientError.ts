import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { ERRORS, type ErrorCode, type HttpError } from '@mediconnect/protocol'

const REFUSALS: Readonly<Record<string, { status: number; code: ErrorCode; details: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'WS_010', details: 'The address or the headers are too long.' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'WS_008', details: 'The request did not come in time.' },
}
const UNREADABLE = { status: 400, code: 'WS_004', details: 'This is no HTTP request.' } as const

/** Answers what never became a call: bytes that are no HTTP, headers without end, peers that are too slow. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (!socket.writable) return void socket.destroy()
  const { status, code, details } = REFUSALS[error.code ?? ''] ?? UNREADABLE
  const body = JSON.stringify({ code, message: ERRORS[code].message, details } satisfies HttpError)
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy())
}

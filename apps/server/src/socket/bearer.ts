import type { IncomingMessage } from 'node:http'

const AUTHORIZATION = /^Bearer +(\S+) *$/i
const PROTOCOL_PREFIX = 'bearer.'

/** The token of an upgrade: from the header, from the subprotocol that a browser can set, or from the query. */
export function bearerOf({ headers }: IncomingMessage, query: URLSearchParams): string | undefined {
  const header = headers.authorization && AUTHORIZATION.exec(headers.authorization)?.[1]
  if (header) return header
  const protocols = headers['sec-websocket-protocol']?.split(',').map((protocol) => protocol.trim()) ?? []
  const pair = protocols.find((protocol) => protocol.startsWith(PROTOCOL_PREFIX))
  return pair?.slice(PROTOCOL_PREFIX.length) ?? query.get('token') ?? undefined
}

import { openRaw, upgradeRequest } from '../rawSocket.ts'
import type { TestServer } from '../startServer.ts'
import type { HostileInput } from './hostileInput.ts'
import type { Random } from './random.ts'

const METHODS = ['GET', 'POST', 'PUT', 'OPTIONS', 'BREW', 'get', 'GET GET', ''] as const
const VERSIONS = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', 'HTTP/', ''] as const
const PATHS = ['/', '/api/rooms/', '/ws/chat/123_456/', '*', '//', '/%', '/\u0000', '/a b', 'http://['] as const
const HEADERS = [
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Content-Length: 5\r\nContent-Length: 6',
  'Transfer-Encoding: chunked\r\nContent-Length: 5',
  'Transfer-Encoding: chunked, nonsense',
  'Expect: 100-continue',
  'Connection: Upgrade\r\nUpgrade: nonsense',
  'Authorization: Bearer',
  'no colon at all',
  ': no name',
  ' Folded: line',
] as const

/** Bytes that may be anything. */
export function bytesInput(random: Random): HostileInput {
  const bytes = random.bytes(random.whole(2_000))
  return { name: `${bytes.length} random bytes`, run: (server) => writeAndHear(server, bytes) }
}

/** A call that is hardly one. */
export function requestInput(random: Random): HostileInput {
  const path = random.chance(0.2) ? `/${'a'.repeat(random.whole(40_000))}` : random.pick(PATHS)
  const headers = Array.from({ length: random.whole(4) }, () => random.pick(HEADERS))
  if (random.chance(0.1)) for (let count = 0; count < 3_000; count++) headers.push('Expect: 100-continue')
  const head = `${random.pick(METHODS)} ${path} ${random.pick(VERSIONS)}\r\nHost: a\r\n${headers.join('\r\n')}\r\n\r\n`
  const body = random.bytes(random.whole(500))
  return {
    name: `call ${JSON.stringify(head.slice(0, 200))}`,
    run: (server) => writeAndHear(server, Buffer.concat([Buffer.from(head), body])),
  }
}

/** An upgrade that should not get through, or not far. */
export function upgradeInput(random: Random): HostileInput {
  const value = () => (random.chance(0.3) ? null : random.text(random.whole(40)).replace(/[^\x20-\x7e]/g, '?'))
  const name = random.pick(['Sec-WebSocket-Version', 'Sec-WebSocket-Key', 'Upgrade', 'Connection', 'Origin', 'Host'])
  const path = random.pick([
    '/ws/chat/123_456/',
    '/ws/chat/123_456/?token=x',
    '/ws/notifications/?since=%00',
    '/ws/chat/%00/?since=-1&limit=x',
    '/ws/',
  ])
  const headers = {
    [name]: value(),
    'Sec-WebSocket-Protocol': random.chance(0.5) ? null : 'chat, bearer.x.y.z',
    'Sec-WebSocket-Extensions': random.chance(0.5) ? null : 'permessage-deflate; server_max_window_bits=99',
  }
  const after = random.bytes(random.whole(300))
  return {
    name: `upgrade of ${path} with ${JSON.stringify(headers)}`,
    run: (server) => writeAndHear(server, Buffer.concat([Buffer.from(upgradeRequest(path, headers)), after])),
  }
}

/** Writes, says that there will be no more, and gives what came back until the server had enough. */
async function writeAndHear(server: TestServer, bytes: Buffer): Promise<string> {
  const raw = await openRaw(server.port)
  raw.write(bytes)
  raw.socket.end()
  await raw.closed
  return raw.received().toString('latin1')
}

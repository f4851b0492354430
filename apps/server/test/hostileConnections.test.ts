import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { connect } from './connect.ts'
import { openRaw, upgradeRequest, wsFrame, type RawSocket } from './rawSocket.ts'
import { startServer, type TestServer } from './startServer.ts'
import './timeouts.ts'

const ROOM = '/ws/chat/123_456/'
const PING = 9
const PONG = 10

const servers: TestServer[] = []
const peers: RawSocket[] = []
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.socket.destroy()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function start(...options: Parameters<typeof startServer>): Promise<TestServer> {
  const server = await startServer(...options)
  servers.push(server)
  return server
}

async function open(server: TestServer, options?: { stays: boolean }): Promise<RawSocket> {
  const peer = await openRaw(server.port, options)
  peers.push(peer)
  return peer
}

/** A WebSocket in the room, of a peer that goes on by hand. */
async function openRoom(
  server: TestServer,
  { headers = {}, stays = false }: { headers?: Record<string, string>; stays?: boolean } = {},
): Promise<RawSocket> {
  const peer = await open(server, { stays })
  peer.write(upgradeRequest(ROOM, { Authorization: `Bearer ${await server.token(123)}`, ...headers }))
  await peer.hears('connection_status')
  return peer
}

describe('a peer that is in a hurry', () => {
  const said = (text: string) =>
    wsFrame(Buffer.from(JSON.stringify({ type: 'send_message', data: { message: text, receiver_id: 456 } })))

  test('may send its frames with its request: they are kept, and taken in order', async () => {
    const server = await start()
    const patient = await connect(server, 456, ROOM)
    const peer = await open(server)
    const request = upgradeRequest(ROOM, { Authorization: `Bearer ${await server.token(123)}` })
    const third = said('third')
    peer.write(Buffer.concat([Buffer.from(request), said('first'), said('second'), third.subarray(0, 9)]))
    peer.write(third.subarray(9))
    await patient.next('chat_message', ({ message }) => message === 'third')
    expect(patient.all('chat_message').map(({ data }) => data.message)).toEqual(['first', 'second', 'third'])
    expect(peer.received().toString('latin1')).toMatch(/^HTTP\/1\.1 101 [^]*connection_status/)
  })

  test('may be gone before it is known who it was, and is nowhere then', async () => {
    const server = await start({ maxConnectionsPerUser: 1 })
    const peer = await open(server)
    peer.write(upgradeRequest(ROOM, { Authorization: `Bearer ${await server.token(123)}` }))
    peer.socket.destroy()
    await peer.closed
    await expect
      .poll(() => connect(server, 123, ROOM).then((doctor) => doctor.settled().then(() => 'let in'), String))
      .toBe('let in')
  })
})

describe('a message in pieces', () => {
  test('may come in a few, as some clients send it', async () => {
    const server = await start()
    const doctor = await connect(server, 123, ROOM)
    const text = JSON.stringify({ type: 'send_message', data: { message: 'x'.repeat(60_000), receiver_id: 456 } })
    const size = 4_096
    for (let at = 0; at < text.length; at += size) {
      doctor.socket.send(text.slice(at, at + size), { fin: at + size >= text.length })
    }
    await doctor.next('chat_message')
  })

  test('of one byte each is WS_010 and closes, long before it is whole', async () => {
    const server = await start()
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    for (let count = 0; count < 100; count++) doctor.socket.send('x', { fin: false })
    expect((await doctor.next('error')).data).toMatchObject({
      code: 'WS_010',
      details: 'A frame has at most 32 parts.',
    })
    expect((await doctor.closed).code).toBe(4010)
  })

  test('that drips in byte by byte is WS_010 and closes, long before it is whole', async () => {
    const server = await start()
    const peer = await openRoom(server)
    const frame = wsFrame(Buffer.alloc(60_000, 'x'))
    let written = 0
    while (written < frame.length && !peer.received().includes('WS_010')) {
      await new Promise((resolve) => peer.socket.write(frame.subarray(written, ++written), resolve))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(peer.received().toString('latin1')).toContain('WS_010')
    expect(written).toBeLessThan(frame.length / 2)
    await peer.closed
  })
})

test.each([
  ['pings', PING],
  ['pongs', PONG],
])('a flood of %s is cut off, and the room goes on', async (_name, opcode) => {
  const server = await start()
  const patient = await connect(server, 456, ROOM)
  const peer = await openRoom(server)
  await patient.next('presence_status', ({ user, status }) => user.id === 123 && status === 'online')
  const flood = Buffer.concat(Array.from({ length: 5_000 }, () => wsFrame(Buffer.alloc(0), { opcode })))
  peer.write(flood)
  await patient.next('presence_status', ({ user, status }) => user.id === 123 && status === 'offline')
  await peer.closed
  patient.send({ type: 'send_message', data: { message: 'Still here', receiver_id: 123, client_id: randomUUID() } })
  await patient.next('chat_message')
})

describe('peers that are slow to say what they want', () => {
  test('one that says nothing is let go', async () => {
    const server = await start({ heartbeatTimeoutMs: 300 })
    await (
      await open(server)
    ).closed
  })

  test('one whose headers drip is told 408 and let go', async () => {
    const server = await start({ heartbeatTimeoutMs: 600 })
    const peer = await open(server)
    peer.write('GET /healthz HTTP/1.1\r\nHost: a\r\n')
    const drip = setInterval(() => peer.write('X-Drip: 1\r\n'), 50)
    await peer.closed
    clearInterval(drip)
    expect(peer.received().toString()).toMatch(/^HTTP\/1\.1 408 [^]*"code":"WS_008"/)
  })

  test.each([
    ['addresses that are none', 'GET /% HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['expectations that nobody meets', 'GET /healthz HTTP/1.1\r\nHost: a\r\nExpect: more\r\n\r\n'],
    ['calls', 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('one that asks for %s by the thousand and reads no answer is let go', async (_name, call) => {
    const peer = await open(await start({ heartbeatTimeoutMs: 300 }))
    peer.socket.pause()
    peer.write(call.repeat(20_000))
    // Who reads nothing hears of the end only when it says more.
    const more = setInterval(() => peer.write(call), 50)
    await peer.closed
    clearInterval(more)
  })

  test('one that opens a socket and never finishes the closing handshake is cut off', async () => {
    const server = await start()
    const peer = await open(server)
    peer.write(upgradeRequest(ROOM, { Authorization: 'Bearer nonsense' }))
    await peer.hears('WS_001')
    await peer.closed
  })

  test('one that breaks the protocol and then stays is cut off', async () => {
    const server = await start()
    const peer = await openRoom(server, { stays: true })
    const patient = await connect(server, 456, ROOM)
    await patient.next('connection_status')
    peer.write(wsFrame(Buffer.from('x'), { isMasked: false }))
    await patient.next('presence_status', ({ user, status }) => user.id === 123 && status === 'offline')
  })
})

test.each([
  ['an address that is too long', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: a\r\n\r\n`, 431, 'WS_010'],
  ['headers without end', `GET / HTTP/1.1\r\n${'X-Header: 1\r\n'.repeat(5_000)}\r\n`, 431, 'WS_010'],
  ['bytes that are no HTTP', 'nonsense\r\n\r\n', 400, 'WS_004'],
])('%s is answered with a code', async (_name, bytes, status, code) => {
  const peer = await open(await start())
  peer.write(bytes)
  await peer.closed
  expect(peer.received().toString()).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^]*"code":"${code}"`))
})

describe('connections that have shown no token', () => {
  const LIMIT = 200

  async function fill(server: TestServer): Promise<RawSocket[]> {
    return Promise.all(Array.from({ length: LIMIT }, () => open(server)))
  }

  test('are limited for one address; who is in stays in, and there is room again when they are gone', async () => {
    const server = await start({ maxConnectionsPerUser: 1 })
    const doctor = await connect(server, 123, ROOM)
    await doctor.next('connection_status')
    const strangers = await fill(server)
    const oneMore = await open(server)
    await oneMore.closed
    expect(oneMore.received().toString()).toMatch(/^HTTP\/1\.1 429 /)
    await doctor.settled()
    for (const stranger of strangers) stranger.socket.destroy()
    await Promise.all(strangers.map(({ closed }) => closed))
    await expect.poll(() => connect(server, 456, ROOM).then(() => 'let in', String)).toBe('let in')
  })

  test('count for whom a trusted proxy says they are', async () => {
    const server = await start({ maxConnectionsPerUser: 1, trustedProxies: ['127.0.0.0/8'] })
    await fill(server)
    const waiting = upgradeRequest(ROOM, { Authorization: 'Bearer nonsense', 'X-Forwarded-For': '192.0.2.1' })
    const many = await Promise.all(Array.from({ length: LIMIT + 1 }, () => open(server)))
    // A refused one stays until it has said goodbye: none of these does.
    for (const peer of many) peer.write(waiting)
    await Promise.all(many.map((peer) => peer.hears('\r\n\r\n')))
    const refused = many.filter((peer) => peer.received().toString('latin1').startsWith('HTTP/1.1 429 '))
    expect(refused).toHaveLength(1)
    await openRoom(server, { headers: { 'X-Forwarded-For': '192.0.2.2' } })
  })
})

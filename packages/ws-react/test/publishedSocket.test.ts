import { startServer, type TestServer } from 'mediconnect-server/test-server'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openSocket, type Socket } from '../src/transport/socket.ts'
import { leanSocket, SOCKET_SOURCE } from '../leanSocket.ts'
import config from '../tsdown.config.ts'
import { doctor } from './people.ts'

const WAIT = { timeout: 5_000, interval: 10 }

/** What the build puts in place of reconnecting-websocket. */
vi.mock('reconnecting-websocket', async () => {
  const { leanSocket, SOCKET_SOURCE } = await import('../leanSocket.ts')
  const { build } = await import('esbuild')
  const file = createRequire(import.meta.url).resolve(SOCKET_SOURCE)
  const { outputFiles } = await build({
    stdin: { contents: leanSocket(await readFile(file, 'utf8')), resolveDir: path.dirname(file), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  return import(`data:text/javascript;base64,${code}`) as Promise<object>
})

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.close())

function open(token: string): { socket: Socket; seen: string[] } {
  const seen: string[] = []
  const url = `${server.wsUrl}/ws/notifications/`
  const socket = openSocket(url, ['chat', `bearer.${token}`], globalThis.WebSocket, {
    onOpen: () => seen.push('open'),
    onText: (text) => seen.push(/"type":"(\w+)"/.exec(text)?.[1] ?? text),
    onClose: (code) => seen.push(`closed ${code}`),
  })
  return { socket, seen }
}

describe('the socket, compiled as it is published', () => {
  test('is compiled from what the build takes, which keeps no name that cannot be shortened', async () => {
    const plugins = [{ name: 'lean-socket' }]
    expect(config).toMatchObject([{ alias: { 'reconnecting-websocket': SOCKET_SOURCE }, plugins }, {}])
    const source = await readFile(createRequire(import.meta.url).resolve(SOCKET_SOURCE), 'utf8')
    expect(leanSocket(source)).not.toMatch(/private |this\._|debug\(|console\.|bufferedAmount|onmessage|NextUrl|uptime/)
    expect(leanSocket(source).split('\n')).toHaveLength(source.split('\n').length)
  })

  test('opens, hears what is sent, and sends', async () => {
    const { socket, seen } = open(await server.token(doctor.id))
    await vi.waitFor(() => expect(seen).toEqual(['open', 'unread_count_update']), WAIT)
    expect(socket.send('{"type":"heartbeat","data":{}}')).toBe(true)
    await vi.waitFor(() => expect(seen).toContain('heartbeat'), WAIT)
    socket.close()
  })

  test('ends once, with the code of the server, and does not dial again', async () => {
    const { socket, seen } = open('not.a.token')
    await vi.waitFor(() => expect(seen.at(-1)).toBe('closed 4001'), WAIT)
    expect(seen).toEqual(['open', 'error', 'closed 4001'])
    expect(socket.send('{}')).toBe(false)
  })

  test('that finds no server ends with 1006', async () => {
    const token = await server.token(doctor.id)
    await server.close()
    const { seen } = open(token)
    await vi.waitFor(() => expect(seen).toEqual(['closed 1006']), WAIT)
    server = await startServer()
  })

  test('says nothing more once it was closed', async () => {
    const { socket, seen } = open(await server.token(doctor.id))
    await vi.waitFor(() => expect(seen).toContain('open'), WAIT)
    const before = seen.length
    socket.close()
    await server.close()
    expect(seen).toHaveLength(before)
    server = await startServer()
  })
})

import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTokens } from '../src/auth/token.ts'
import { connect, type Connection } from './connect.ts'
import './timeouts.ts'

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const ROOM = '/ws/chat/123_456/'

let folder: string
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mediconnect-process-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await rm(folder, { recursive: true, force: true })
})

function launch(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['--conditions=source', MAIN], {
    cwd: folder,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (data: Buffer) => (output.stdout += data.toString()))
  child.stderr.on('data', (data: Buffer) => (output.stderr += data.toString()))
  return { child, output, exited: once(child, 'exit') }
}

async function launchDemo() {
  const { child, output, exited } = launch({ SEED: 'demo', RATE_LIMIT_MESSAGES: '1000' })
  await expect.poll(() => output.stdout, { timeout: 10_000 }).toMatch(/\n$/)
  const url = /^mediconnect-server listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(output.stdout)?.[1] ?? ''
  const secret = await readFile(join(folder, 'mediconnect-data', 'demo-jwt-secret'), 'utf8')
  const tokens = createTokens(secret, Date.now)
  return {
    child,
    output,
    exited,
    wsUrl: url.replace('http', 'ws'),
    token: (userId: number) => tokens.sign(userId, 'access'),
  }
}

const say = (connection: Connection, message: string) =>
  connection.send({ type: 'send_message', data: { message, receiver_id: 456, client_id: randomUUID() } })

const idsOf = (connection: Connection) => connection.all('chat_message').map(({ data }) => [data.seq, data.id])

test('everything that was echoed before kill -9 is there after the restart, and tokens still count', async () => {
  const first = await launchDemo()
  const token = await first.token(456)
  const doctor = await connect(first, 123, ROOM)
  for (let count = 0; count < 200; count++) say(doctor, String(count))
  await doctor.next('chat_message', ({ seq }) => (seq ?? 0) >= 20)
  first.child.kill('SIGKILL')
  await first.exited
  await doctor.closed
  const echoed = idsOf(doctor)

  const second = await launchDemo()
  const patient = await connect(second, 456, ROOM, { token, query: { since: 0 } })
  const { last_seq } = (await patient.next('connection_status')).data
  await patient.next('chat_message', ({ seq }) => seq === last_seq)
  expect(idsOf(patient).slice(0, echoed.length)).toEqual(echoed)
  expect(idsOf(patient).map(([seq]) => seq)).toEqual(Array.from({ length: last_seq ?? 0 }, (_, index) => index + 1))
})

test('SIGTERM sends what was accepted, closes with 1012 and exits with 0', async () => {
  const server = await launchDemo()
  const doctor = await connect(server, 123, ROOM)
  for (let count = 0; count < 20; count++) say(doctor, String(count))
  await doctor.next('chat_message')
  server.child.kill('SIGTERM')
  await doctor.next('connection_status', ({ status }) => status === 'disconnected')
  expect((await doctor.closed).code).toBe(1012)
  expect(await server.exited).toEqual([0, null])
  expect(server.output.stdout.trim().split('\n')).toHaveLength(1)
  expect(server.output.stderr).not.toContain(await server.token(123).then((token) => token.slice(0, 20)))
})

test('a wrong configuration is told in sentences and exits with 1', async () => {
  const { output, exited } = launch({ JWT_SECRET: 'short', DATABASE_URL: 'mysql://db/x', PORT: 'x' })
  expect(await exited).toEqual([1, null])
  expect(output.stdout).toBe('')
  expect(output.stderr).toContain('JWT_SECRET is too short')
  expect(output.stderr).toContain('DATABASE_URL must look like')
  expect(output.stderr).toContain('PORT must be a whole number')
})

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { TokenPairSchema } from '@mediconnect/protocol'
import * as v from 'valibot'
import { afterEach, expect, test, vi } from 'vitest'
import { connect, type Connection } from './connect.ts'

/** Postgres, Redis and two nodes start, and restart, on a busy machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })
const STARTED = { timeout: 60_000 }
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const ROOM = '/ws/chat/clinic_1/'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** `npm run cluster`, without what only installs. */
async function startCluster() {
  const folder = await mkdtemp(join(tmpdir(), 'mediconnect-cluster-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  const child = spawn(process.execPath, ['scripts/cluster.mjs', '--data', folder], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, RATE_LIMIT_MESSAGES: '1000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const exited = once(child, 'exit')
  closing.push(async () => {
    child.kill('SIGTERM')
    await exited
  })
  await expect.poll(() => output, STARTED).toMatch(/Two nodes behind \S+/)
  const url = /behind (\S+)\//.exec(output)?.[1] ?? ''
  return {
    url,
    wsUrl: url.replace('http', 'ws'),
    nodeUrls: [...output.matchAll(/Starting node \d at (\S+)/g)].map((match) => match[1] ?? ''),
    output: () => output,
    restartNodes: () => child.kill('SIGUSR2'),
    async stop() {
      child.kill('SIGTERM')
      return exited
    },
    async token(userId: number) {
      const response = await fetch(`${url}/api/token/`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: userId === 123 ? 'dr_smith' : 'nurse_lee', password: 'demo' }),
      })
      return v.parse(TokenPairSchema, await response.json()).access
    },
  }
}

const say = (connection: Connection, message: string) =>
  connection.send({ type: 'send_message', data: { message, client_id: randomUUID() } })
const textsOf = (connection: Connection) => connection.all('chat_message').map(({ data }) => data.message)

test('two nodes behind a balancer are one server, also while they restart in turn, and leave nothing behind', async () => {
  const cluster = await startCluster()
  const tokens = { doctor: await cluster.token(123), nurse: await cluster.token(200) }
  const doctorJoins = (query = {}) => connect(cluster, 123, ROOM, { token: tokens.doctor, query })
  const nurseJoins = (query = {}) => connect(cluster, 200, ROOM, { token: tokens.nurse, query })

  // The balancer takes turns: each has a socket on both nodes.
  const doctors = [await doctorJoins(), await doctorJoins()]
  const nurses = [await nurseJoins(), await nurseJoins()]
  for (const each of [...doctors, ...nurses]) await each.next('connection_status')
  const texts = ['on one node', 'on the other']
  for (const [index, text] of texts.entries()) {
    const doctor = doctors[index % doctors.length]
    if (doctor) say(doctor, text)
    for (const each of [...doctors, ...nurses]) await each.next('chat_message', ({ message }) => message === text)
  }

  cluster.restartNodes()
  let count = 0
  while (!cluster.output().includes('Node 2 is ready again')) {
    const text = `while restarting, ${(count += 1)}`
    const doctor = await doctorJoins()
    say(doctor, text)
    const isSent = await doctor
      .next('chat_message', ({ message }) => message === text)
      .then(
        () => true,
        () => false,
      )
    if (isSent) texts.push(text)
    await doctor.close()
  }
  expect((await nurses[0]?.closed)?.code).toBe(1012)
  const nurse = await nurseJoins({ since: 0 })
  const { last_seq } = (await nurse.next('connection_status')).data
  await nurse.next('chat_message', ({ seq }) => seq === last_seq)
  expect(nurse.all('chat_message').map(({ data }) => data.seq)).toEqual(
    Array.from({ length: last_seq ?? 0 }, (_, index) => index + 1),
  )
  expect(textsOf(nurse)).toEqual(expect.arrayContaining(texts))

  expect(await cluster.stop()).toEqual([0, null])
  for (const url of [cluster.url, ...cluster.nodeUrls]) await expect(fetch(url)).rejects.toThrow('fetch failed')
})

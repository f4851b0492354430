import { setTimeout as delay } from 'node:timers/promises'
import { parseRoom } from '@mediconnect/protocol'
import { LOAD_USAGE, readLoadFlags } from './load/loadFlags.ts'
import { openLoadClient, type LoadClient } from './load/loadClient.ts'
import { startOwnServer } from './load/ownServer.ts'
import { summariseLoad } from './load/loadSummary.ts'
import { loadTokens } from './load/tokens.ts'

const PROGRESS_MS = 1_000
const POLL_MS = 20
/** Without anything new for so long, what is missing will not come. */
const STALLED_MS = 30_000

const flags = readLoadFlags(process.argv.slice(2))
if (flags.isHelp) process.stdout.write(LOAD_USAGE)
else process.exitCode = (await run()) ? 0 : 1

/** The specification's load test: many connections to one room, all sending. */
async function run(): Promise<boolean> {
  if (flags.url !== undefined) {
    const tokens = await loadTokens(flags.url, flags.tokenFile, flags.connections)
    return load(flags.url, flags.room, tokens)
  }
  progress('Starting a server')
  const server = await startOwnServer(flags.target, flags.connections)
  try {
    return await load(server.url, server.room, server.tokens)
  } finally {
    await server.close()
  }
}

async function load(base: string, room: string, tokens: readonly string[]): Promise<boolean> {
  if (parseRoom(room)?.kind === 'direct') throw new Error('A room of two has no place for a load test: name a group.')
  const mark = `load-${Date.now().toString(36)}`
  const clients = tokens.map((token, index) =>
    openLoadClient({ url: socketUrl(base, room, token), name: `connection ${index + 1}`, mark }),
  )
  await Promise.all(clients.map((client) => client.settled))
  const open = clients.filter((client) => client.isOpen())
  progress(`${open.length} of ${clients.length} connected to ${room}`)

  const startedAt = performance.now()
  for (const client of open) client.start(flags.messages)
  await untilDone(open)
  const { text, isGood } = summariseLoad(clients, (performance.now() - startedAt) / 1000)
  for (const client of clients) client.close()
  process.stdout.write(`${text}\n`)
  return isGood
}

async function untilDone(clients: readonly LoadClient[]): Promise<void> {
  const total = clients.length * flags.messages
  const delivered = () => clients.reduce((sum, client) => sum + client.delivered(), 0)
  const echoed = () => clients.reduce((sum, client) => sum + client.echoed(), 0)
  const startedAt = performance.now()
  let seen = 0
  let changedAt = startedAt
  let toldAt = startedAt
  while (echoed() < total || delivered() < total * clients.length) {
    await delay(POLL_MS)
    const now = performance.now()
    if (delivered() !== seen) {
      seen = delivered()
      changedAt = now
    }
    if (now - toldAt >= PROGRESS_MS) {
      toldAt = now
      const seconds = Math.round((now - startedAt) / 1000)
      progress(`${seconds} s: ${echoed()} of ${total} echoed, ${seen} of ${total * clients.length} delivered`)
    }
    if (now - changedAt > STALLED_MS) return progress(`Nothing came for ${STALLED_MS / 1000} s: giving up.`)
  }
}

function socketUrl(base: string, room: string, token: string): URL {
  const url = new URL(`/ws/chat/${room}/`, base)
  url.protocol = url.protocol.replace('http', 'ws')
  url.searchParams.set('token', token)
  return url
}

function progress(text: string): void {
  process.stderr.write(`${text}\n`)
}

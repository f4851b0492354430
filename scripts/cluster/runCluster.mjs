import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startPostgres } from '../../apps/server/test/engines/postgres.ts'
import { startRedis } from '../../apps/server/test/engines/redis.ts'
import { freePort } from '../demo/freePort.mjs'
import { findEngines } from '../engines.mjs'
import { startNode } from './node.mjs'
import { createProxy } from './proxy.mjs'

const HOST = '127.0.0.1'
const FIRST_PORT = 8000
const NODES = 2
/** Whoever started this may be killed without a chance to tell. */
const ORPHAN_CHECK_MS = 1_000
const SECRET_BYTES = 48

/** Says which process runs. @param {string} folder */
export const pidFile = (folder) => path.join(folder, 'pid')

/**
 * Runs Postgres, Redis, two nodes and a balancer until a signal or Ctrl-C ends them. SIGUSR2 restarts the nodes.
 * @param {{ folder: string }} options where logs go
 */
export async function runCluster({ folder }) {
  const nodes = []
  const closing = []
  let stopping = false
  let restarting = Promise.resolve()

  const stop = async (exitCode) => {
    if (stopping) return
    stopping = true
    say('Stopping …')
    await Promise.all(nodes.map((node) => node.stop()))
    for (const close of closing.reverse()) await close()
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0))
  process.stdout.on('error', () => void stop(0))
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && void stop(0), ORPHAN_CHECK_MS).unref()

  try {
    findEngines()
    mkdirSync(folder, { recursive: true })
    say('Starting Postgres and Redis …')
    const started = await Promise.allSettled([startPostgres(), startRedis()])
    for (const { value } of started) if (value) closing.push(value.close)
    const [postgres, redis] = started.map(({ value, reason }) => {
      if (reason) throw reason
      return value
    })

    const shared = {
      ...process.env,
      HOST,
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      JWT_SECRET: randomBytes(SECRET_BYTES).toString('base64'),
      CHANNEL_SECRET: randomBytes(SECRET_BYTES).toString('base64'),
      TRUSTED_PROXIES: HOST,
      // Meant for other servers, if it is set at all.
      ALLOWED_ORIGINS: '',
      SEED: 'demo',
    }
    // Nobody listens on them yet, so each is looked for after the one before.
    const port = await freePort('the balancer', FIRST_PORT, HOST)
    const ports = []
    for (let number = 1; number <= NODES; number++) {
      ports.push(await freePort(`node ${number}`, (ports.at(-1) ?? port) + 1, HOST))
    }
    const urls = ports.map((each) => `http://${HOST}:${each}`)
    const proxy = createProxy(urls)
    closing.push(proxy.close)
    await new Promise((resolve, reject) => proxy.server.once('error', reject).listen(port, HOST, resolve))

    if (stopping) return
    for (const [index, url] of urls.entries()) {
      const name = `Node ${index + 1}`
      say(`Starting ${name.toLowerCase()} at ${url} …`)
      const logFile = path.join(folder, `node-${index + 1}.log`)
      writeFileSync(logFile, '')
      const env = { ...shared, PORT: String(ports[index]) }
      nodes.push(startNode({ name, url, env, logFile, onHopeless: () => void stop(1) }))
    }
    await Promise.all(urls.map((url) => proxy.untilReady(url)))

    writeFileSync(pidFile(folder), String(process.pid))
    closing.push(() => rmSync(pidFile(folder), { force: true }))
    process.on('SIGUSR2', () => {
      restarting = restarting
        .then(() => restartInTurn(nodes, proxy, () => stopping))
        .catch((error) => say(error.message))
    })
    if (stopping) return
    say(`Two nodes behind http://${HOST}:${port}/ (users as in the demo, password "demo"). Logs: ${folder}/`)
    say(
      `\`npm run cluster -- --restart\` or \`kill -USR2 ${process.pid}\` restarts them in turn; Ctrl-C stops everything.`,
    )
  } catch (error) {
    if (stopping) return
    say(error.message)
    await stop(1)
  }
}

/** Never both at once, so that there is always one that takes what the other lets go. */
async function restartInTurn(nodes, proxy, isStopping) {
  for (const node of nodes) {
    if (isStopping()) return
    say(`${node.name} restarts …`)
    const began = Date.now()
    await node.restart()
    await proxy.untilReady(node.url)
    say(`${node.name} is ready again after ${((Date.now() - began) / 1000).toFixed(1)} s.`)
  }
}

function say(text) {
  console.log(`[cluster] ${text}`)
}

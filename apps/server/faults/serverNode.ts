import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startGuard } from '../test/engines/guard.ts'
import { childrenOf } from '../test/engines/processes.ts'
import { freePort } from '../test/engines/freePort.ts'
import { until } from './until.ts'

const HOST = '127.0.0.1'
const START_MS = 30_000
/** The contract: a SIGTERM is through in 10 s. A busy machine gets a little more. */
const STOP_MS = 15_000
const BIN = fileURLToPath(new URL('../bin/mediconnect-server', import.meta.url))
const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url))

export interface NodeOptions {
  readonly name: string
  /** Its working folder; goes with it. */
  readonly folder: string
  /** As built, or from source. */
  readonly isBuilt: boolean
  readonly env: Readonly<Record<string, string>>
  readonly logFile: string
  /** A program it is started by, with that program's arguments. */
  readonly under?: readonly [command: string, ...args: string[]]
}

/** One process of the server, which keeps its port over restarts. */
export interface ServerNode {
  readonly name: string
  readonly url: string
  readonly logFile: string
  isRunning(): boolean
  /** Settles when it has said its address. */
  start(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
  /** SIGTERM; gives the exit code (`null` when it had to be killed) and how long it took. */
  stop(): Promise<{ code: number | null; ms: number }>
  /** Ends it for good, and takes its folder away. */
  close(): Promise<void>
}

export async function createNode(options: NodeOptions): Promise<ServerNode> {
  const { name, folder, isBuilt, env, logFile, under } = options
  const port = await freePort(HOST)
  const guard = startGuard(folder, 'TERM')
  const program = isBuilt ? [BIN] : ['--conditions=source', MAIN]
  const [command, ...args] = [...(under ?? []), process.execPath, ...program]
  let child: ChildProcess | undefined

  function running(): { child: ChildProcess; pid: number } | undefined {
    if (child?.pid === undefined) return undefined
    const pid = under ? childrenOf(child.pid)[0] : child.pid
    return { child, pid: pid ?? child.pid }
  }

  async function end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const now = running()
    if (!now) return null
    const exited = once(now.child, 'exit')
    process.kill(now.pid, signal)
    const lastResort = setTimeout(() => process.kill(now.pid, 'SIGKILL'), STOP_MS)
    await exited
    clearTimeout(lastResort)
    return now.child.exitCode
  }

  return {
    name,
    url: `http://${HOST}:${port}`,
    logFile,
    isRunning: () => child !== undefined,
    async start() {
      if (child || command === undefined) throw new Error(`${name} runs already.`)
      mkdirSync(dirname(logFile), { recursive: true })
      const log = createWriteStream(logFile, { flags: 'a' })
      const started = spawn(command, args, {
        cwd: folder,
        env: { PATH: process.env.PATH, PORT: String(port), HOST, ...env },
        // A Ctrl-C in the terminal is for us.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      let output = ''
      started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
      started.stderr.pipe(log)
      let failure: Error | undefined
      started.once('error', (error) => (failure = error))
      started.once('exit', () => {
        child = undefined
        guard.watch(undefined)
      })
      await until(
        `${name} says its address (see ${logFile})`,
        () => {
          if (failure) throw failure
          if (child !== started) throw new Error(`${name} ended while it started; see ${logFile}`)
          return output.includes('listening on')
        },
        START_MS,
      )
      guard.watch(running()?.pid)
    },
    async kill() {
      await end('SIGKILL')
    },
    async stop() {
      const began = performance.now()
      const code = await end('SIGTERM')
      return { code, ms: performance.now() - began }
    },
    async close() {
      await end('SIGKILL')
      await guard.end()
    },
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { cpuSeconds, pinnedToServerCore } from '../cpu.ts'
import type { Command } from './contestant.ts'
import { parseMemory, type Memory } from './memory.ts'

const PROBE = new URL('./probe.ts', import.meta.url).href
const KEPT_ERRORS = 4_000

/** A server that runs, on a core of its own. */
export interface ServerProcess {
  readonly port: number
  /** CPU it has used so far. */
  cpuSeconds(): number
  /** Collects garbage first. */
  memory(): Promise<Memory>
  /** What it wrote to stderr: the end of it. */
  errors(): string
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Starts a server and waits until it says where it listens. */
export async function startServerProcess({ args, env }: Command): Promise<ServerProcess> {
  const [command, commandArgs] = pinnedToServerCore(process.execPath, ['--expose-gc', '--import', PROBE, ...args])
  const child = spawn(command, commandArgs, {
    // Nothing of this shell's environment changes what is measured.
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const { pid, stdout, stderr } = child
  if (pid === undefined || !stdout || !stderr) throw new Error(`${command} could not be started.`)
  const exited = once(child, 'exit')
  let errors = ''
  stderr.on('data', (data: Buffer) => {
    errors = (errors + data.toString()).slice(-KEPT_ERRORS)
  })
  const port = await Promise.race([
    portOf(createInterface(stdout)),
    exited.then(() => {
      throw new Error(`The server ended before it listened: ${args.join(' ')}\n${errors}`)
    }),
  ])
  return {
    port,
    cpuSeconds: () => cpuSeconds(pid),
    async memory() {
      const answer = new Promise<unknown>((resolve) => child.once('message', resolve))
      child.send('memory')
      return parseMemory(await answer)
    },
    errors: () => errors,
    async kill(signal) {
      child.kill(signal)
      await exited
    },
  }
}

async function portOf(lines: AsyncIterable<string>): Promise<number> {
  for await (const line of lines) {
    const port = /http:\/\/[\d.]+:(\d+)/.exec(line)?.[1]
    if (port !== undefined) return Number(port)
  }
  return new Promise(() => undefined)
}

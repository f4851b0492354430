import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { startGuard } from './guard.ts'
import { childrenOf, signal, untilGone } from './processes.ts'

const START_MS = 30_000
const STOP_MS = 20_000
const OUTPUT_KEPT = 4_000

/** A database or Redis of its own, as a process that can be taken away and given back. */
export interface Engine {
  start(): Promise<void>
  /** Shuts down in order; what was committed is kept for the next `start`. */
  stop(): Promise<void>
  /** SIGKILL for all its processes. */
  kill(): Promise<void>
  /** It hangs: connections stay open and nothing is answered. */
  pause(): void
  resume(): void
  /** Ends it for good, and takes its data away. */
  close(): Promise<void>
}

export interface Owner {
  readonly uid: number
  readonly gid: number
}

export interface EngineOptions {
  /** Its name in errors. */
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  /** Whom to run as; without it as ourselves. */
  readonly owner?: Owner
  /** All it has on the disk; goes with it. */
  readonly folder: string
  /** What it prints when it can be used. */
  readonly ready: RegExp
  /** Shuts down in order, without waiting for clients to leave. */
  readonly stopSignal: NodeJS.Signals
  /** Ends it at once, leaving nothing in the system. */
  readonly endSignal: 'QUIT' | 'TERM'
}

export function createEngine(options: EngineOptions): Engine {
  const { name, command, args, owner, folder, ready, stopSignal, endSignal } = options
  const guard = startGuard(folder, endSignal)
  let child: ChildProcess | undefined

  /** It, then the processes it started: those make groups of their own, which one signal would not reach. */
  function processes(): number[] {
    const pid = child?.pid
    return pid === undefined ? [] : [pid, ...childrenOf(pid)]
  }

  function signalAll(name: NodeJS.Signals): number[] {
    // Held first, so that it starts no other meanwhile.
    if (child?.pid !== undefined && name !== 'SIGCONT') signal(child.pid, 'SIGSTOP')
    const pids = processes().reverse()
    for (const pid of pids) signal(pid, name)
    return pids
  }

  async function gone(running: ChildProcess): Promise<void> {
    if (running.exitCode === null && running.signalCode === null) await once(running, 'exit')
  }

  return {
    async start() {
      if (child) throw new Error(`${name} runs already.`)
      // A group of its own: a Ctrl-C in the terminal is for us, and we stop it in order.
      const started = spawn(command, args, {
        ...owner,
        cwd: folder,
        // What it says is read below, in English.
        env: { ...process.env, LC_ALL: 'C' },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      guard.watch(started.pid)
      started.once('exit', () => {
        child = undefined
        guard.watch(undefined)
      })
      await untilReady(started, name, ready)
    },
    async stop() {
      const running = child
      if (!running) return
      signalAll('SIGCONT')
      const lastResort = setTimeout(() => signalAll('SIGKILL'), STOP_MS)
      running.kill(stopSignal)
      await gone(running)
      clearTimeout(lastResort)
    },
    async kill() {
      const running = child
      if (!running) return
      const pids = signalAll('SIGKILL')
      await gone(running)
      await untilGone(pids)
    },
    pause: () => void signalAll('SIGSTOP'),
    resume: () => void signalAll('SIGCONT'),
    async close() {
      const running = child
      signalAll('SIGCONT')
      await guard.end()
      if (running) await gone(running)
    },
  }
}

/** Settles when the process says that it is ready; fails with what it said when it ends or takes too long. */
async function untilReady(child: ChildProcess, name: string, ready: RegExp): Promise<void> {
  const streams = [child.stdout, child.stderr]
  let output = ''
  let timer: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (what: string) => reject(new Error(`${name} ${what}. It said:\n${output}`))
      for (const stream of streams) {
        stream?.on('data', (chunk: Buffer) => {
          output = (output + chunk.toString()).slice(-OUTPUT_KEPT)
          if (ready.test(output)) resolve()
        })
      }
      child.once('error', (error) => fail(`could not be started (${error.message})`))
      child.once('exit', () => fail('ended before it was ready'))
      timer = setTimeout(() => fail(`was not ready within ${START_MS / 1000} s`), START_MS)
    })
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    clearTimeout(timer)
  }
  // It must not keep us from ending. What it says from now on has to be read all the same, so that it can go on.
  child.unref()
  for (const stream of streams) {
    stream?.removeAllListeners('data').resume()
    if (stream instanceof Socket) stream.unref()
  }
}

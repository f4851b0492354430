import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const SERVER_CORE = '0'
const GENERATOR_CORE = '1'
const NANOSECONDS = 1e9

/** Whether a server and the generator can have a core each. */
export const canPin = availableParallelism() > 1 && hasTaskset()

/** Puts this process, the generator, on its core. */
export function pinGenerator(): void {
  if (canPin) execFileSync('taskset', ['-apc', GENERATOR_CORE, String(process.pid)], { stdio: 'ignore' })
}

/** The command that starts a server on its core. */
export function pinnedToServerCore(command: string, args: readonly string[]): [command: string, args: string[]] {
  return canPin ? ['taskset', ['-c', SERVER_CORE, command, ...args]] : [command, [...args]]
}

/** What a process with all its threads has used so far. The scheduler counts finer than the ticks of `/proc/<pid>/stat`. */
export function cpuSeconds(pid: number): number {
  const tasks = `/proc/${pid}/task`
  let nanoseconds = 0
  for (const task of readdirSync(tasks)) {
    nanoseconds += Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0])
  }
  return nanoseconds / NANOSECONDS
}

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

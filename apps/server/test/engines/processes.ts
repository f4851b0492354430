import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'

const GONE_POLL_MS = 5
const GONE_MS = 2_000

export function childrenOf(parent: number): number[] {
  return (existsSync('/proc/self/stat') ? fromProc() : fromPs())
    .filter((each) => each.parent === parent)
    .map(({ pid }) => pid)
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended just now.
  }
}

/** Waits for processes that are not our children; a dead one that nobody collects is not waited for longer than that. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + GONE_MS
  while (pids.some(exists) && performance.now() < deadline) await delay(GONE_POLL_MS)
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function fromProc(): { pid: number; parent: number }[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map((entry) => ({ pid: Number(entry), parent: parentOf(entry) }))
}

function parentOf(entry: string): number {
  try {
    // The name in brackets may hold anything, brackets too; then come the state and the parent.
    return Number(readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return Number.NaN
  }
}

function fromPs(): { pid: number; parent: number }[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid, parent] = line.trim().split(/\s+/).map(Number)
    return { pid: pid ?? Number.NaN, parent: parent ?? Number.NaN }
  })
}

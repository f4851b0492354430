import { setTimeout as delay } from 'node:timers/promises'
import type { ServerProcess } from '../contestants/serverProcess.ts'
import { startMeter } from './meter.ts'

const POLL_MS = 10
const QUIET_WINDOW_MS = 200
const QUIET_SHARE = 0.05
const QUIET_DEADLINE_MS = 20_000
/** Time is given a server to use as much of a processor; a little less of it does, as some is for waiting. */
const WORKING_SHARE = 0.75
/** On a machine where others take most of it, up to so many times as long. */
const PATIENCE = 6

/** Waits for a condition, but no longer than that; gives whether it came true. */
export async function until(condition: () => boolean, deadlineMs: number): Promise<boolean> {
  const deadline = performance.now() + deadlineMs
  while (!condition()) {
    if (performance.now() > deadline) return false
    await delay(POLL_MS)
  }
  return true
}

/** Waits until the server has nothing left to do. */
export async function untilQuiet(server: ServerProcess): Promise<void> {
  const deadline = performance.now() + QUIET_DEADLINE_MS
  for (;;) {
    const read = startMeter(server)
    await delay(QUIET_WINDOW_MS)
    if (read().serverCpu < QUIET_SHARE || performance.now() > deadline) return
  }
}

/** Waits so long, and on a disturbed machine until the server has worked as much as it would have on a quiet one. */
export async function untilWorked(server: ServerProcess, ms: number): Promise<void> {
  const before = server.cpuSeconds()
  await delay(ms)
  const enough = () => (server.cpuSeconds() - before) * 1000 >= ms * WORKING_SHARE
  await until(enough, (PATIENCE - 1) * ms)
}

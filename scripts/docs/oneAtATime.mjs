import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const ASK_AGAIN_MS = 200

/**
 * Does `work` when no other process of this checkout is at it. What one left that is gone is taken over.
 * @param {string} lock a file that is there meanwhile @param {() => Promise<void>} work @param {AbortSignal} [signal]
 */
export async function oneAtATime(lock, work, signal) {
  mkdirSync(path.dirname(lock), { recursive: true })
  while (!take(lock)) {
    if (isAlive(holderOf(lock))) await wait(ASK_AGAIN_MS, undefined, { signal })
    else rmSync(lock, { force: true })
  }
  try {
    await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** 0 while it is being written, or when it has just gone: our own process group, which is alive. */
function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'))
  } catch {
    return 0
  }
}

function isAlive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

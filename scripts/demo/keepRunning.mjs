import { spawn } from 'node:child_process'
import { openSync, readFileSync } from 'node:fs'
import { say } from './say.mjs'

const RESTART_DELAY_MS = 300
/** One that lived shorter did not get going; so many in a row will not get going. */
const GOT_GOING_MS = 3_000
const MAX_FALSE_STARTS = 4
/** The server drains within 10 s of a SIGTERM. */
const STOP_MS = 12_000
const LOG_TAIL_LINES = 15

/**
 * Runs a program and starts it again whenever it dies, saying so. Its output goes to `logFile`.
 * @param {{ name: string, args: string[], env: NodeJS.ProcessEnv, logFile: string, onHopeless: () => void }} options
 * @returns {{ stop(): Promise<void>, restart(signal: NodeJS.Signals, downMs: number): Promise<void> }}
 */
export function keepRunning({ name, args, env, logFile, onHopeless }) {
  const log = openSync(logFile, 'a')
  let child
  let restartTimer
  let falseStarts = 0
  let stopping = false
  /** How long it is to stay away, when it was ended on purpose. */
  let wantedDownMs

  start()

  function start() {
    const started = Date.now()
    child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log] })
    child.on('exit', (code, signal) => {
      child = undefined
      if (stopping) return
      if (wantedDownMs !== undefined) {
        say(`${name} was stopped on purpose; starting it again in ${wantedDownMs / 1000} s.`)
        restartTimer = setTimeout(start, wantedDownMs)
        wantedDownMs = undefined
        return
      }
      falseStarts = Date.now() - started < GOT_GOING_MS ? falseStarts + 1 : 0
      const how = signal ?? `exit code ${code}`
      if (falseStarts > MAX_FALSE_STARTS) {
        say(`${name} does not start (${how}). The end of ${logFile}:\n${tail(logFile)}`)
        onHopeless()
        return
      }
      say(`${name} stopped (${how}); starting it again.`)
      restartTimer = setTimeout(start, RESTART_DELAY_MS * 2 ** falseStarts)
    })
  }

  return {
    restart: (signal, downMs) => {
      // It is on its way up already.
      if (!child) return Promise.resolve()
      wantedDownMs = downMs
      return new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.kill(signal)
      })
    },
    stop: () => {
      stopping = true
      clearTimeout(restartTimer)
      if (!child) return Promise.resolve()
      return new Promise((resolve) => {
        const lastResort = setTimeout(() => child?.kill('SIGKILL'), STOP_MS)
        child.once('exit', () => {
          clearTimeout(lastResort)
          resolve()
        })
        child.kill('SIGTERM')
      })
    },
  }
}

function tail(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n')
}

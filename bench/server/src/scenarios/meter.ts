import type { ServerProcess } from '../contestants/serverProcess.ts'

const MICROSECONDS = 1e6

export interface Reading {
  readonly seconds: number
  readonly cpuSeconds: number
  /** Shares of a core, 0 to 1. */
  readonly serverCpu: number
  readonly generatorCpu: number
}

/** Starts to measure time and CPU; the returned function reads the meter. */
export function startMeter(server: ServerProcess): () => Reading {
  const startedAt = performance.now()
  const serverBefore = server.cpuSeconds()
  const generatorBefore = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(generatorBefore)
    const cpuSeconds = server.cpuSeconds() - serverBefore
    const seconds = (performance.now() - startedAt) / 1000
    return {
      seconds,
      cpuSeconds,
      serverCpu: cpuSeconds / seconds,
      generatorCpu: (user + system) / MICROSECONDS / seconds,
    }
  }
}

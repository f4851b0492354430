import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine, type Engine } from './engine.ts'
import { freePort } from './freePort.ts'
import { REDIS, requireProgram } from './program.ts'

const HOST = '127.0.0.1'

export interface Redis extends Engine {
  readonly url: string
  readonly port: number
}

/** A Redis of its own: on a free port that it keeps, remembering nothing beyond a `stop`. */
export async function startRedis(): Promise<Redis> {
  const command = requireProgram(REDIS)
  const port = await freePort(HOST)
  const engine = createEngine({
    name: 'Redis',
    command,
    args: ['--bind', HOST, '--port', String(port), '--save', '', '--appendonly', 'no'],
    folder: mkdtempSync(join(tmpdir(), 'mediconnect-redis-')),
    ready: /Ready to accept connections/,
    stopSignal: 'SIGTERM',
    endSignal: 'TERM',
  })
  try {
    await engine.start()
  } catch (error) {
    await engine.close()
    throw error
  }
  return { ...engine, url: `redis://${HOST}:${port}`, port }
}

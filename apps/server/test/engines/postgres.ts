import { execFileSync, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Client } from 'pg'
import { createEngine, type Engine, type Owner } from './engine.ts'
import { freePort } from './freePort.ts'
import { POSTGRES, requireProgram } from './program.ts'

const HOST = '127.0.0.1'
const USER = 'mediconnect'
const MAX_CONNECTIONS = 300
/** The account that Debian's package makes; Postgres refuses to run as root. */
const UNPRIVILEGED_USER = 'postgres'

export interface Postgres extends Engine {
  /** Of a database that is always there, and empty. */
  readonly url: string
  readonly port: number
  /** `stop`, then `start`. */
  restart(): Promise<void>
  /** A new, empty database's URL. */
  createDatabase(): Promise<string>
}

/** A Postgres of its own: on a free port, its data in a folder of its own, every commit synced. */
export async function startPostgres(): Promise<Postgres> {
  const command = requireProgram(POSTGRES)
  const owner = ownerWhenRoot()
  const folder = mkdtempSync(join(tmpdir(), 'mediconnect-postgres-'))
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const port = await freePort(HOST)
  const engine = createEngine({
    name: 'Postgres',
    command,
    args: ['-D', data, ...settings(port)],
    owner,
    folder,
    ready: /database system is ready to accept connections/,
    // "Fast": clients are cut off; then "immediate".
    stopSignal: 'SIGINT',
    endSignal: 'QUIT',
  })
  const url = `postgres://${USER}@${HOST}:${port}/postgres`
  try {
    const setup = ['--username', USER, '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C', '--no-sync']
    execFileSync(join(dirname(realpathSync(command)), 'initdb'), ['-D', data, ...setup], {
      ...owner,
      cwd: folder,
      stdio: 'pipe',
    })
    await engine.start()
  } catch (error) {
    await engine.close()
    throw error
  }

  return {
    ...engine,
    url,
    port,
    async restart() {
      await engine.stop()
      await engine.start()
    },
    async createDatabase() {
      const name = `test_${randomUUID().replaceAll('-', '')}`
      const client = new Client({ connectionString: url })
      await client.connect()
      try {
        await client.query(`create database ${name}`)
      } finally {
        await client.end()
      }
      return url.replace(/postgres$/, name)
    },
    async close() {
      const id = sharedMemoryOf(data)
      await engine.close()
      if (id !== undefined) spawnSync('ipcrm', ['-m', id])
    },
  }
}

function settings(port: number): string[] {
  const all = {
    port,
    listen_addresses: HOST,
    unix_socket_directories: '',
    max_connections: MAX_CONNECTIONS,
    fsync: 'on',
    synchronous_commit: 'on',
    logging_collector: 'off',
    log_destination: 'stderr',
  }
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

function ownerWhenRoot(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined
  try {
    const id = (option: string) => Number(execFileSync('id', [option, UNPRIVILEGED_USER], { encoding: 'utf8' }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    throw new Error(
      `Postgres does not run as root, and there is no user "${UNPRIVILEGED_USER}" to run it as. ` +
        'Make one (useradd --system postgres), or run this as another user.',
    )
  }
}

/** The few bytes it marks its data as used with, which the system keeps when it is killed. */
function sharedMemoryOf(data: string): string | undefined {
  const file = join(data, 'postmaster.pid')
  return existsSync(file) ? /^ *\d+ +(\d+) *$/m.exec(readFileSync(file, 'utf8'))?.[1] : undefined
}

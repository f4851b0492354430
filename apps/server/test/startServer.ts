import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hashPassword } from '../src/auth/password.ts'
import { createTokens } from '../src/auth/token.ts'
import { createServer, readConfig, type Config, type ServerDependencies } from '../src/server.ts'

/** Hashing is slow on purpose: once is enough for all servers of a file. */
const demoHash = hashPassword('demo')
const TEST_SECRET = 'a secret that only the tests know, long enough'

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly url: string
  readonly wsUrl: string
  readonly port: number
  readonly config: Config
  /** A signed access token; `claims` add to or replace the usual ones. */
  token(userId: number, claims?: Readonly<Record<string, unknown>>): Promise<string>
  /** Drains, and takes the data away unless `keepData`. */
  close(options?: { keepData?: boolean }): Promise<void>
}

/** A real server on a free port, with the demo data in a real database of its own. */
export async function startServer(
  overrides: Partial<Config> = {},
  dependencies: ServerDependencies = {},
): Promise<TestServer> {
  const dataFolder = overrides.dataFolder ?? (await mkdtemp(join(tmpdir(), 'mediconnect-test-')))
  const config: Config = {
    ...readConfig({
      PORT: '0',
      JWT_SECRET: TEST_SECRET,
      DATABASE_URL: `sqlite://${join(dataFolder, 'mediconnect.db')}`,
      SEED: 'demo',
      LOG_LEVEL: 'silent',
    }),
    ...overrides,
    dataFolder,
  }
  const server = createServer(config, { hashPassword: () => demoHash, ...dependencies })
  const { port, url } = await server.listen()
  const tokens = createTokens(config.jwtSecret ?? TEST_SECRET, dependencies.now ?? Date.now)
  return {
    url,
    wsUrl: `ws://127.0.0.1:${port}`,
    port,
    config,
    token: (userId, claims) => tokens.sign(userId, 'access', claims),
    async close({ keepData = false } = {}) {
      await server.close()
      if (!keepData) await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

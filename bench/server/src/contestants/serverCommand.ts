import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from './contestant.ts'

/** Which of our servers to run: its package's folder, and whether from the sources or as it was built. */
export interface ServerTarget {
  readonly folder: string
  readonly form: 'source' | 'dist'
}

/** Our server with everything on, but limits that a few users who send for many do not reach. */
export function serverCommand({ folder, form }: ServerTarget, databaseFile: string, secret: string): Command {
  const program = form === 'source' ? join(folder, 'src', 'main.ts') : join(folder, 'bin', 'mediconnect-server')
  const needed = form === 'source' ? program : join(folder, 'dist', 'main.js')
  if (!existsSync(needed)) {
    throw new Error(`There is no ${needed}. Build the server, or leave out --target dist, or mend --server.`)
  }
  return {
    args: form === 'source' ? ['--conditions=source', program] : [program],
    env: {
      PORT: '0',
      JWT_SECRET: secret,
      DATABASE_URL: `sqlite://${databaseFile}`,
      RATE_LIMIT_MESSAGES: '1000000',
      RATE_LIMIT_WINDOW_MS: '1000',
      MAX_CONNECTIONS_PER_USER: '100000',
      LOG_LEVEL: 'warn',
    },
  }
}

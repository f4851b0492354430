import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { DatabaseConfig } from '../config.ts'
import { createAuditLog } from './audit.ts'
import { createCommitQueue } from './commit.ts'
import type { Database } from './database.ts'
import { seedDemo } from './demo.ts'
import { openFiles } from './files.ts'
import { createMessageStore } from './messages.ts'
import { createNotificationStore } from './notifications.ts'
import { openPostgres } from './postgresDatabase.ts'
import { openPostgresFiles } from './postgresFiles.ts'
import { createReceiptStore } from './receipts.ts'
import { createRoomFacts } from './roomFacts.ts'
import { createRoomStore } from './rooms.ts'
import { openSqlite } from './sqliteDatabase.ts'
import type { Store } from './store.ts'
import { createUploadStore } from './uploads.ts'
import { createUserStore } from './users.ts'

const INCOMING = 'mediconnect-incoming-'

interface Options {
  /** Connections to Postgres at most. */
  readonly poolSize: number
  readonly now: () => number
  readonly onError: (error: unknown) => void
}

/** Opens the database and brings it up to date: one file on this machine's disk, or Postgres for many nodes. */
export async function openStore(where: DatabaseConfig, { poolSize, now, onError }: Options): Promise<Store> {
  if (where.kind === 'sqlite') return createStore(await openSqlite(where.file), { now, onError, openFiles })
  const database = await openPostgres(where.url, { poolSize, onError })
  // Nodes may share a machine: each has a place of its own for what is coming in.
  const incoming = await mkdtemp(join(tmpdir(), INCOMING))
  const store = createStore(database, { now, onError, openFiles: () => openPostgresFiles(incoming, database) })
  return {
    ...store,
    async close() {
      await store.close()
      await rm(incoming, { recursive: true, force: true })
    },
  }
}

function createStore(
  database: Database,
  { now, onError, openFiles }: Pick<Options, 'now' | 'onError'> & Pick<Store, 'openFiles'>,
): Store {
  const { read } = database
  const commits = createCommitQueue(database.write)
  const facts = createRoomFacts(database)
  const audit = createAuditLog(database, commits, { now, onError })
  return {
    users: createUserStore(database, commits),
    rooms: createRoomStore(database, commits, facts),
    messages: createMessageStore(database, commits, facts, now),
    receipts: createReceiptStore(database, commits, now),
    notifications: createNotificationStore(database, commits, now),
    uploads: createUploadStore(read, commits, now),
    audit,
    openFiles,
    async check() {
      await sql`select 1`.execute(read)
    },
    seedDemo: (passwordHash) => commits.run((transaction) => seedDemo(transaction, passwordHash)),
    async close() {
      await audit.close()
      await commits.idle()
      await database.close()
    },
  }
}

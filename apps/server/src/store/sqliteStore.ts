import { sql } from 'kysely'
import { createCommitQueue } from './commit.ts'
import { openSqlite } from './database.ts'
import { seedDemo } from './demo.ts'
import { createMessageStore } from './messages.ts'
import { createNotificationStore } from './notifications.ts'
import { createReceiptStore } from './receipts.ts'
import { createRoomStore } from './rooms.ts'
import type { Store } from './store.ts'
import { createUploadStore } from './uploads.ts'
import { createUserStore } from './users.ts'

/** The store in one file on this machine's disk. */
export async function openSqliteStore(file: string, now: () => number): Promise<Store> {
  const database = await openSqlite(file)
  const { read } = database
  const commits = createCommitQueue(database.write)
  return {
    users: createUserStore(read, commits),
    rooms: createRoomStore(read, commits),
    messages: createMessageStore(read, commits, now),
    receipts: createReceiptStore(read, commits, now),
    notifications: createNotificationStore(read, commits, now),
    uploads: createUploadStore(read, commits, now),
    async check() {
      await sql`select 1`.execute(read)
    },
    seedDemo: (passwordHash) => commits.run((transaction) => seedDemo(transaction, passwordHash)),
    async close() {
      await commits.idle()
      await database.close()
    },
  }
}

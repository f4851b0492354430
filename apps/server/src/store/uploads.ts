import type { Kysely } from 'kysely'
import type { CommitQueue } from './commit.ts'
import type { Schema } from './schema.ts'
import type { UploadStore } from './store.ts'
import { isoTime } from '../isoTime.ts'

export function createUploadStore(read: Kysely<Schema>, commits: CommitQueue, now: () => number): UploadStore {
  return {
    async add(upload) {
      const created_at = isoTime(now())
      await commits.run((transaction) =>
        transaction
          .insertInto('uploads')
          .values({ ...upload, created_at })
          .execute(),
      )
    },
    find: (id) =>
      read
        .selectFrom('uploads')
        .select(['id', 'room_name', 'user_id', 'file_name', 'file_size', 'content_type'])
        .where('id', '=', id)
        .executeTakeFirst(),
  }
}
